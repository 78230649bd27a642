"""Check which witness edition.toml sets on the pages that face the text, and what it aligns."""

from book.model import DraftAlignment, DraftFacing
from book.source import schema
from book.source.toml_positions import TomlFile, table_lines

KEY = ".print.facing"


def facing_of(table: schema.EditionFile, toml: TomlFile) -> DraftFacing | None:
    """Return what faces the text, if anything.

    Raise EditionError if it cannot, or if a version is not printed that way: nothing else prints
    it.
    """
    siglum = table.print.facing
    roles = {witness.siglum: witness.role for witness in table.witness}
    for index, witness in enumerate(table.witness):
        if witness.role == "version" and witness.siglum != siglum:
            message = f"witness {witness.siglum} is a version, and no page has it"
            remedy = f'Write facing = "{witness.siglum}" in [print].'
            raise toml.error(f".witness[{index}].role", message, remedy)
    if siglum:
        _check_witness(siglum, roles, toml)
    if table.alignment and roles.get(siglum) != "version":
        message = "an [[alignment]], and no version to align"
        remedy = "Remove it: a copy of the work is aligned by its words."
        raise toml.error(".alignment[0]", message, remedy)
    if siglum and table.apparatus.keyed == "lines":
        message = 'facing pages cannot have notes that are keyed = "lines"'
        remedy = "Remove `keyed` from [apparatus], or `facing` from [print]."
        raise toml.error(KEY, message, remedy)
    return DraftFacing(siglum, _alignments(table.alignment, toml)) if siglum else None


def _check_witness(siglum: str, roles: dict[str, str], toml: TomlFile) -> None:
    base = next((each for each, role in roles.items() if role == "text"), "")
    possible = [each for each, role in roles.items() if role != "commentary" and each != base]
    if siglum not in possible:
        named = f"one of: {', '.join(possible)}" if possible else "a witness with another text"
        message = f"`facing` is {siglum!r}, which cannot face the text"
        raise toml.error(KEY, message, f"It must be {named}, neither the base text nor commentary.")


def _alignments(
    tables: tuple[schema.AlignedTable, ...], toml: TomlFile
) -> tuple[DraftAlignment, ...]:
    lines = table_lines(toml.text, "alignment")
    return tuple(DraftAlignment(each.text, each.facing, next(lines)) for each in tables)
