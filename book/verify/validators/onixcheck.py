"""Judge an ONIX message by EDItEUR's schema. The only module that knows onixcheck, which brings the schema and the code lists."""

from io import BytesIO

import onixcheck


def check_onix(content: bytes) -> tuple[str, ...]:
    """Say where a message is not valid by the XML Schema of its release, code lists and all."""
    stream = BytesIO(content)
    stream.name = "onix.xml"  # it asks for one, to name it in what it says
    return tuple(
        f"{found.location}: {found.message}"
        for found in onixcheck.validate(stream, schemas=("xsd",))
    )
