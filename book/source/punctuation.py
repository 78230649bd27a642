"""Read [text] of edition.toml, and what a [[witness]] says otherwise: the punctuation of a text."""

from book.model import PUNCTUATION_RULES, Punctuation
from book.source import schema
from book.source.settings import check_tag, invalid
from book.source.toml_positions import TomlFile

AS_RECEIVED = "as received"
EXPECTED = (f"{AS_RECEIVED!r}, or a list of: {', '.join(PUNCTUATION_RULES)}",)
MARKS_REMEDY = 'Write the outer and the inner marks, four characters: marks = "»«›‹".'


def punctuation_of(language: str, table: schema.TextTable, toml: TomlFile) -> Punctuation:
    """Return the punctuation of the edition. Raise EditionError if a value of [text] is invalid."""
    rules = _rules(table.punctuation, ".text.punctuation", toml)
    return Punctuation(language, rules, _marks(table.marks, ".text.marks", toml))


def punctuation_of_witness(
    table: schema.WitnessTable, index: int, edition: Punctuation, toml: TomlFile
) -> Punctuation:
    """Return the punctuation of a witness: that of the edition where it says nothing else."""
    path = f".witness[{index}]"
    language = table.language
    if language:
        check_tag(language, f"{path}.language", toml)
    marks = _marks(table.marks, f"{path}.marks", toml)
    rules = _rules(table.punctuation, f"{path}.punctuation", toml, edition.rules)
    if language and not marks:
        return Punctuation(language, rules)
    return Punctuation(language or edition.language, rules, marks or edition.marks)


def _rules(
    stated: schema.OneOrMore,
    path: str,
    toml: TomlFile,
    default: tuple[str, ...] = PUNCTUATION_RULES,
) -> tuple[str, ...]:
    if stated == "":
        return default
    rules = (stated,) if isinstance(stated, str) else stated
    if rules == (AS_RECEIVED,):
        return ()
    for rule in rules:
        if rule not in PUNCTUATION_RULES:
            raise invalid(toml, path, rule, EXPECTED)
    return rules


def _marks(marks: str, path: str, toml: TomlFile) -> str:
    if marks and (len(marks) != 4 or not marks.isprintable() or marks.isalnum()):
        raise toml.error(path, f"invalid `marks` {marks!r}", MARKS_REMEDY)
    return marks
