"""Validate an ONIX message with onixcheck, which brings EDItEUR's schema and code lists.

No other module imports onixcheck.
"""

from io import BytesIO

import onixcheck

from book.verify.validators.verdict import ValidatorFinding, Verdict


def validate_onix(content: bytes) -> Verdict:
    """Return whether a message follows the XML Schema of its release and the code lists."""
    stream = BytesIO(content)
    stream.name = "onix.xml"  # onixcheck needs a name for its messages
    errors = onixcheck.validate(stream, schemas=("xsd",))
    findings = tuple(
        ValidatorFinding("error", "xsd", error.message, error.location) for error in errors
    )
    return Verdict("onixcheck", "ONIX 3.0", findings)
