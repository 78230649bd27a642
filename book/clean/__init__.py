"""Clean a witness: divide its text from what a web page put around it, and account for all of it.

`RULES` lists the rules in the order in which they are applied. Each is a function from fragments of
lines to fragments, and decides only about fragments that are still open: a later rule never changes
a decision. What no rule claims is printed. The character rules (`characters.FIXERS`) come last and
change printed text only, so that columns always refer to the witness's own lines.

To add a rule:

1. Write a function `my_rule(fragments: Fragments, witness: Witness, work: Work) -> Fragments` in
   the module of its subject: `library` (what a digital library adds), `pages` (running
   heads, folios), `furniture` (what a page
   adds around a text; a rule that removes whole lines by a pattern is one call of `remove_lines`
   there), `watermarks`, `lines`, `headings`, `titles`, `contents`, `datelines`, `title`, or a new
   one. Return `replace_open(fragments, decide)`, where `decide` receives one open fragment and
   returns a tuple:

   - `(fragment,)` leaves it to later rules;
   - `(remove(fragment, "my rule"),)` removes it;
   - `(as_metadata(fragment, "author", value, "my rule"),)` reads it as what the witness says of
     itself; the fields in use are title, subtitle, author, agency, date, dateline, credit, outline
     and label;
   - to decide about a part, divide the fragment with `split_at` and return both parts.

   "my rule" is printed in the ledger. Avoid nested repetition in patterns: a hostile line of
   30,000 characters must be cleaned within two seconds (`tests/clean/test_hostile_lines.py`).
2. Enter the function in `RULES`, before every rule that could claim the same lines wrongly.
3. Write its cases in `tests/clean/cases/my_rule.txt`, named after the function. At least one
   case must show what the rule takes, and one what it must leave (format: README.md there).
4. Run `.venv/bin/python -m pytest tests/clean`.
"""

from book.clean import (
    contents,
    datelines,
    editor,
    furniture,
    headings,
    library,
    lines,
    pages,
    title,
    title_page,
    titles,
    watermarks,
)
from book.clean.characters import fix
from book.clean.fragments import Fragments, Rule, fragment_lines
from book.clean.units import join_units
from book.errors import EditionError
from book.model import Metadatum, Punctuation, Removal, Text, Witness, Work

RULES: tuple[Rule, ...] = (
    lines.blank,
    editor.editor_keeps,
    editor.editor_drops,
    library.library_notice,
    pages.page_furniture,
    pages.page_mark,
    watermarks.watermark,
    furniture.copyright_line,
    furniture.pager,
    furniture.breadcrumb,
    furniture.page_chrome,
    furniture.label,
    lines.unwrap,
    title_page.title_page,
    contents.contents_list,
    titles.title_line,
    title_page.half_title,
    headings.heading,
    editor.editor_drops_headings,
    datelines.dateline,
    title.byline,
    title.title_block,
    title.credit,
    lines.blank,  # again, as a rule may leave a blank remainder
)


def clean(witness: Witness, work: Work) -> Text:
    """Return the witness as units, removals, metadata and changes.

    The title, author and outline of `work` help to recognize the title block and the headings.
    Raise EditionError if nothing is left of the witness, or if its `keep` or `drop` is invalid.
    """
    fragments = fragment_lines(witness.lines)
    for rule in RULES:
        fragments = rule(fragments, witness, work)
    units, changes = join_units(fragments, witness.lines, witness.punctuation)
    if not units:
        raise _nothing_left(witness)
    return Text(
        witness, units, _removals(fragments), _metadata(fragments, witness.punctuation), changes
    )


def _nothing_left(witness: Witness) -> EditionError:
    message = "cleaning removed every line of this witness; nothing is left to print"
    remedy = (
        "Check that it is the right file. If a rule removed text, list patterns that match the "
        "lines to keep under `keep` of this witness in edition.toml."
    )
    return EditionError(message, file=witness.file, remedy=remedy)


def _removals(fragments: Fragments) -> tuple[Removal, ...]:
    states = {"removed": False, "not carried": True}
    return tuple(
        Removal(f.span, f.source, f.rule, states[f.state]) for f in fragments if f.state in states
    )


def _metadata(fragments: Fragments, style: Punctuation) -> tuple[Metadatum, ...]:
    metadata = (f for f in fragments if f.state == "metadata")
    return tuple(Metadatum(f.span, f.field, fix(f.value, style)[0], f.rule) for f in metadata)
