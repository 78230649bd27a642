"""Validate an ONIX message with onixcheck, which brings EDItEUR's schema and code lists.

No other module imports onixcheck.
"""

from functools import cache
from io import BytesIO
from typing import Any

import onixcheck
from onixcheck.models import OnixMeta

from book.verify.validators.verdict import ValidatorFinding, Verdict

# onixcheck parses EDItEUR's schema anew for every message, which takes nearly all of its time.
OnixMeta.SCHEMA_TYPE_PARSER_MAP["xsd"] = cache(OnixMeta.SCHEMA_TYPE_PARSER_MAP["xsd"])


def validate_onix(content: bytes) -> Verdict:
    """Return whether a message follows the XML Schema of its release and the code lists."""
    errors = onixcheck.validate(_as_file(content), schemas=("xsd",))
    return Verdict("onixcheck", "ONIX 3.0", tuple(map(_finding, errors)))


def _as_file(content: bytes) -> BytesIO:
    stream = BytesIO(content)
    stream.name = "onix.xml"  # onixcheck needs a name for its messages
    return stream


def _finding(error: Any) -> ValidatorFinding:
    return ValidatorFinding("error", "xsd", error.message, error.location)
