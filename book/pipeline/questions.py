"""The questions about a new edition: what its files do not say, and what no file can know."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from book.describe.tongues import tag_of
from book.model import Finding, WorkDescription

YOURS = "your answer"
# What is asked if no file says it, and what is asked of the edition, which no file can know.
ASKED = {"title": "Title of the work", "author": "Author", "language": "Language (en, de-AT …)"}
ALSO_ASKED = {
    "date": "Year of the work",
    "editor": "Editor of the new edition",
    "publisher": "Publisher of the new edition",
    "rights": "Rights in the new edition",
}

Ask = Callable[[str, str], str]  # the answer to a question; the second argument is the default


def no_answer(question: str, default: str) -> str:
    """Return the default: nobody is asked."""
    return default


def ask_about(work: WorkDescription, ask: Ask) -> tuple[WorkDescription, dict[str, str]]:
    """Return what is known of the work, and of the edition, after the questions."""
    answers: dict[str, Any] = {}
    for name, question in ASKED.items():
        finding: Finding = getattr(work, name)
        if not finding.value or finding.is_guess:
            answer = ask(question, finding.value)
            answers[name] = _answer(finding, _tag(answer, ask) if name == "language" else answer)
    if not work.date.value:
        answers["date"] = _answer(work.date, ask(ALSO_ASKED["date"], ""))
    own = {name: ask(ALSO_ASKED[name], "") for name in ("editor", "publisher", "rights")}
    return replace(work, **answers), own


def _tag(answer: str, ask: Ask) -> str:
    """Return the tag of the language that was answered; ask again while none has that name."""
    while answer and not tag_of(answer):
        answer = ask(f"{answer!r} is no language. {ASKED['language']}", "")
    return tag_of(answer)


def _answer(finding: Finding, answer: str) -> Finding:
    return finding if answer == finding.value else Finding(answer, YOURS)
