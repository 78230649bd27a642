"""The cleaning rules, by the cases in tests/clean/cases/, and what must hold for any text at all."""

import re
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from hypothesis import given, settings
from hypothesis import strategies as st

from book.clean import RULES, clean
from book.clean.characters import FIXERS, fix
from book.errors import EditionError
from book.model import Line, Text, Witness, Work
from book.source.decode import split_lines

CASES = Path(__file__).parent / "cases"
NAMED = re.compile(r"\\N\{([^}]+)\}")
MARK = re.compile(r"⟦([^:⟧]+): ([^⟧]*)⟧")
RULE_FILES = {rule.__name__: CASES / f"{rule.__name__}.txt" for rule in RULES}
FIXER_FILES = {fixer.__name__: CASES / "characters" / f"{fixer.__name__}.txt" for fixer in FIXERS}


def spell(text: str) -> str:
    return NAMED.sub(lambda m: (b"\\N{%b}" % m[1].encode()).decode("unicode_escape"), text)


@dataclass(frozen=True)
class Case:
    name: str
    marked: tuple[str, ...]
    settings: tuple[tuple[str, str], ...] = ()
    reason: str = ""

    @property
    def text(self) -> str:
        return "\n".join(MARK.sub(r"\2", row.removeprefix("⤷")) for row in self.marked)

    def values(self, key: str) -> tuple[str, ...]:
        return tuple(value for name, value in self.settings if name == key)

    @property
    def work(self) -> Work:
        title, author = (next(iter(self.values(key)), "") for key in ("title", "author"))
        return Work(title, author, "", self.values("outline"))

    @property
    def witness(self) -> Witness:
        role = "commentary" if "commentary" in self.values("role") else "text"
        made = Witness(
            "A",
            "a.txt",
            "text",
            split_lines(self.text, "a.txt"),
            drop=self.values("drop"),
            keep=self.values("keep"),
        )
        return replace(made, role="commentary") if role == "commentary" else made


def read_cases(path: Path) -> Iterator[Case]:
    for block in re.split(r"^== ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        name, *rows = spell(block.rstrip("\n")).split("\n")
        options = [row[1:].partition(" ") for row in rows if row.startswith("@")]
        reason = "; ".join(row[2:].strip() for row in rows if row.startswith("!!"))
        marked = tuple(row for row in rows if not row.startswith(("@", "!!")))
        yield Case(name, marked, tuple((key, value) for key, _, value in options), reason)


def mark(text: Text) -> tuple[str, ...]:
    """Write a cleaned witness as the cases write it."""
    rows = {line.number: line.text for line in text.witness.lines}
    written: dict[int, list[tuple[int, str]]] = {}

    def write(line: int, start: int, end: int, form: str) -> None:
        written.setdefault(line, []).append((start, form.format(rows[line][start:end])))

    for unit in text.units:
        for number, span in enumerate(unit.spans):
            form = "⟦heading: {}⟧" if unit.kind == "heading" else "{}"
            write(span.line, span.start, span.end, ("⤷" if number else "") + form)
    for removal in text.removals:
        write(removal.span.line, removal.span.start, removal.span.end, f"⟦{removal.rule}: {{}}⟧")
    for datum in text.metadata:
        write(datum.span.line, datum.span.start, datum.span.end, f"⟦{datum.field}: {{}}⟧")
    last = max(written)
    return tuple(
        "".join(piece for _, piece in sorted(written.get(number, [])))
        for number in range(1, last + 1)
    )


def rule_cases() -> Iterator[ParameterSet]:
    for path in sorted(CASES.glob("*.txt")):
        for case in read_cases(path):
            marks = [pytest.mark.xfail(reason=case.reason, strict=True)] if case.reason else []
            yield pytest.param(case, id=f"{path.stem}: {case.name}", marks=marks)


@pytest.mark.parametrize("case", list(rule_cases()))
def test_a_rule_takes_what_is_marked_and_leaves_the_rest(case: Case) -> None:
    expected = tuple(row if row.strip() else "" for row in case.marked)
    while expected and not expected[-1]:
        expected = expected[:-1]
    assert mark(clean(case.witness, case.work)) == expected


@pytest.mark.parametrize("name", RULE_FILES)
def test_each_rule_has_a_case_that_changes_something_and_one_that_must_not(name: str) -> None:
    cases = list(read_cases(RULE_FILES[name]))
    touched = [any("⟦" in row or "⤷" in row for row in case.marked) for case in cases]
    assert any(touched)
    assert not all(touched)


def test_each_file_of_cases_belongs_to_a_rule_or_a_fixer() -> None:
    names = {path.stem for path in CASES.glob("*.txt")} - {"pages"}
    assert names == set(RULE_FILES)
    assert {path.stem for path in (CASES / "characters").glob("*.txt")} == set(FIXER_FILES)


def character_cases() -> Iterator[ParameterSet]:
    for name, path in FIXER_FILES.items():
        reason = ""
        for row in spell(path.read_text("utf-8")).split("\n"):
            if row.startswith("!!"):
                reason = row[2:].strip()
            elif row:
                before, arrow, after = row.partition(" ⇒ ")
                marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
                yield pytest.param(
                    name, before, after if arrow else before, id=f"{name}: {before}", marks=marks
                )
                reason = ""


@pytest.mark.parametrize(("name", "before", "after"), list(character_cases()))
def test_a_fixer_mends_what_it_should_and_leaves_the_rest(
    name: str, before: str, after: str
) -> None:
    fixed, counts = fix(before)
    assert fixed == after
    if before != after:
        assert name in dict(counts)


@pytest.mark.parametrize("name", FIXER_FILES)
def test_each_fixer_has_a_case_that_changes_something_and_one_that_must_not(name: str) -> None:
    rows = [
        row
        for row in FIXER_FILES[name].read_text("utf-8").splitlines()
        if row and not row.startswith("!!")
    ]
    assert any(" ⇒ " in row for row in rows)
    assert any(" ⇒ " not in row for row in rows)


def test_a_change_is_counted_with_its_line_and_rule() -> None:
    text = clean(
        Witness("A", "a.txt", "text", (Line(3, "China's  own"), Line(4, "nothing"))),
        Work("", "", ""),
    )
    assert [(c.line, c.rule, c.count) for c in text.changes] == [(3, "spaces", 1), (3, "quotes", 1)]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_of_any_system_divide_lines(ending: str) -> None:
    text = clean(
        Witness("A", "a.txt", "text", split_lines(f"One.{ending}{ending}Two.{ending}", "a.txt")),
        Work("", "", ""),
    )
    assert [(u.text, u.spans[0].line) for u in text.units] == [("One.", 1), ("Two.", 3)]


def test_a_witness_of_furniture_alone_is_an_error_that_names_its_file() -> None:
    with pytest.raises(EditionError, match="nothing is left") as caught:
        clean(Witness("A", "a.txt", "text", (Line(1, "© 2020 Somebody"),)), Work("", "", ""))
    assert caught.value.file == "a.txt"
    assert "keep" in caught.value.remedy


@pytest.mark.parametrize("key", ["drop", "keep"])
def test_a_broken_pattern_of_the_editor_is_an_error_that_names_the_witness(key: str) -> None:
    witness = Witness("Q", "a.txt", "text", (Line(1, "One."),))
    broken = replace(witness, drop=("(",)) if key == "drop" else replace(witness, keep=("(",))
    with pytest.raises(EditionError, match=f"`{key}` of witness Q"):
        clean(broken, Work("", "", ""))


# ── What must hold for any text ──────────────────────────────────────────────────────────────────

PHRASES = st.sampled_from(
    [
        *(
            "I. Law",
            "1. Fish",
            "A. Fowl",
            "J. S. Mill",
            "# Hash",
            "Chapter 3: War",
            "CAPITALS HERE",
            "Contents",
            "I. Law ..... 5",
        ),
        *(
            "By Jane Doe",
            "December 29, 2021",
            "2021-12-30 Home » Nation",
            "XinhuaUpdated: May 2, 2020",
            "— The Agency",
            "(Reuters)",
        ),
        *(
            "< 1 2 3 >",
            "Page 2 of 7",
            "© 2020 X",
            "All rights reserved.",
            "Share",
            "Photo: X",
            "摘要Full Text: X",
            "首页 > 新闻",
        ),
        *(
            "see.文章源自英文巴士-https://a.com/1",
            "word文章源自英文巴士-https://a.com/1",
            "文章源自英文巴士-https://a.com/1",
        ),
        *(
            "the end of a line that is full and goes on to the next-",
            "ly and is full again, with a word that is bro-",
            "ken off here",
        ),
        *(
            '"straight"',
            "don't",
            "a - b -- c...",
            "\ufeff\u200b",
            "\u00ad",
            "中国GDP增长",
            "子曰：“学”",
            "e\u0301ﬁ\xa0!",
            "\x0c",
            "a\x85b",
            "- - -",
        ),
        *(
            "BEIJING, Dec. 29 (Xinhua) -- China",
            "The end.",
            "'90s",
            "«\xa0x\xa0»",
            "5'10\"",
            "'\"'\"",
            "--\"a\"--'b'",
        ),
    ]
)
ANY = st.one_of(
    PHRASES, st.text(max_size=40), st.just(""), st.tuples(PHRASES, PHRASES).map("".join)
)
ROWS = st.lists(ANY, max_size=14)
# Characters that cannot be seen hide a line from the rules the first time, and are gone the second time.
SEEN = st.lists(ANY, max_size=8).map(
    lambda rows: [
        "".join(c for c in row if unicodedata.category(c)[0] not in "CZ" or c in " \xa0")
        for row in rows
    ]
)


def witness_of(text: str) -> Witness | None:
    try:
        return Witness("A", "a.txt", "text", split_lines(text, "a.txt"))
    except EditionError:
        return None


def cleaned(rows: list[str], outline: tuple[str, ...] = ()) -> Text | None:
    witness = witness_of("\n".join(rows))
    try:
        return clean(witness, Work("", "", "", outline)) if witness else None
    except EditionError:
        return None


@settings(max_examples=150, deadline=None, derandomize=True)
@given(ROWS)
def test_pieces_add_up_to_the_lines_of_any_text(rows: list[str]) -> None:
    text = cleaned(rows)
    if text is None:
        return
    spans: dict[int, list[tuple[int, int]]] = {}
    for span in (
        *(s for u in text.units for s in u.spans),
        *(r.span for r in text.removals),
        *(m.span for m in text.metadata),
    ):
        spans.setdefault(span.line, []).append((span.start, span.end))
    for line in text.witness.lines:
        found = sorted(spans.pop(line.number))
        assert [start for start, _ in found] == [0, *(end for _, end in found[:-1])]
        assert found[-1][1] == len(line.text)
    assert not spans


@settings(max_examples=150, deadline=None, derandomize=True)
@given(ROWS)
def test_no_unit_is_empty_and_units_keep_the_words_of_their_spans(rows: list[str]) -> None:
    text = cleaned(rows)
    lines = {line.number: line.text for line in text.witness.lines} if text else {}
    for unit in text.units if text else ():
        assert unit.text.strip()
        whole = "".join(lines[s.line][s.start : s.end] for s in unit.spans)
        assert sorted(c for c in unit.source if c.isalnum()) == sorted(
            c for c in whole if c.isalnum()
        )


@settings(max_examples=150, deadline=None, derandomize=True)
@given(ROWS)
def test_fixing_characters_twice_is_fixing_them_once(rows: list[str]) -> None:
    for row in rows:
        once = fix(row)[0]
        assert fix(once) == (once, ())


@settings(max_examples=150, deadline=None, derandomize=True)
@given(SEEN)
def test_cleaning_what_was_printed_changes_nothing(rows: list[str]) -> None:
    """On a page short enough to be head and tail at once, as some rules ask which it is; the list of contents is known again."""
    text = cleaned(rows)
    if text is None:
        return
    listed = tuple(m.value for m in text.metadata if m.field == "outline")
    again = cleaned([row for unit in text.units for row in (unit.text, "")], listed)
    assert again is not None
    assert [(u.kind, u.text) for u in again.units] == [(u.kind, u.text) for u in text.units]


HOSTILE = (
    "a",
    "<",
    " ",
    "a.b ",
    ".",
    "home > a",
    "1. A ",
    "A.",
    "'",
    '"',
    "- ",
    "--",
    "中",
    "中A",
    "a.B",
    "\xa0",
    "By Aa ",
    "[",
    "© ",
    "2021 ",
)


def seconds(text: str) -> float:
    start = time.perf_counter()
    clean(
        Witness("A", "a.txt", "text", split_lines(text, "a.txt")),
        Work("Title", "Author", "", ("I. Law",)),
    )
    return time.perf_counter() - start


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_hostile_line_is_cleaned_in_time(unit: str) -> None:
    size = 30_000
    line = unit * (size // len(unit))
    assert seconds(f"x{line}x\n\nA {line} 2021\nhome > {line}y!\nEnd {line}\n\nThe end.") < 2


@pytest.mark.slow
@pytest.mark.parametrize("unit", HOSTILE[:6])
def test_a_hostile_line_of_five_megabytes_is_cleaned_in_time(unit: str) -> None:
    line = unit * (5_000_000 // len(unit))
    assert seconds(f"A {line} 2021\n\nThe end.") < 60


@pytest.mark.parametrize(
    "row",
    [
        "home" + " > a" * 27 + "!" * 45,
        "share " * 20,
        "A" * 159,
        "I. " + "A " * 70,
        "By " + "Aa " * 50,
    ],
)
def test_a_short_hostile_line_is_cleaned_in_time(row: str) -> None:
    assert seconds("\n".join([row] * 200) + "\n\nThe end.") < 2


def test_many_equal_lines_are_cleaned_in_time() -> None:
    refrain = "With hey, ho, the wind and the rain at www.example.org Now"
    assert seconds("\n".join(f"{n} {refrain}" for n in range(4000))) < 4
