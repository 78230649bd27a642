"""The e-books: rendered, and proven by their words, their pages and the device rules."""

from collections.abc import Mapping

from book.errors import ProofError
from book.model import Edition, PageStart
from book.text.cached import ResultCache
from book.text.counts import counted
from book.text.facing import linked_edition
from book.verify.device_rules import find_violations
from book.verify.device_rules.rule import RuleViolation
from book.verify.intake.package import gather_epub
from book.verify.proof.book_markup import treat_book
from book.verify.proof.pagination import prove_page_list
from book.verify.proof.prove_epub import prove_epub
from book.verify.proof.prove_form import prove_form
from book.verify.readback.epub import read_epub

Starts = tuple[PageStart, ...]


def render_ebook(
    edition: Edition,
    assets: Mapping[str, bytes],
    cover: bytes,
    starts: Starts,
    cache: ResultCache | None = None,
) -> bytes:
    """Return the EPUB, proven, with the pages of the print edition marked at `starts`."""
    from book.render.epub import render_epub

    content = render_epub(edition, cover, assets, starts, cache)
    prove_ebook(edition, content, cover, starts, f"{edition.imprint.slug}.epub")
    return content


def render_kepub(edition: Edition, ebook: bytes, cover: bytes, starts: Starts) -> bytes:
    """Return the EPUB in the form that Kobo's own reading app wants, proven."""
    from book.render.epub.kepub import to_kepub

    content = to_kepub(ebook)
    prove_ebook(edition, content, cover, starts, f"{edition.imprint.slug}.kepub.epub")
    return content


def prove_ebook(
    edition: Edition, content: bytes, cover: bytes, starts: Starts, file: str
) -> tuple[RuleViolation, ...]:
    """Return the device rules that an e-book breaks without harm.

    Raise ProofError if it breaks another one, or is not what the edition says.
    """
    violations = find_violations(content)
    _raise_device_errors(violations, file)
    reading = read_epub(content)
    prove_epub(edition, reading, cover, file)
    prove_form(linked_edition(edition), gather_epub(content, treat=treat_book), "xhtml", file)
    prove_page_list(edition, starts, reading, file)
    return violations


def _raise_device_errors(violations: tuple[RuleViolation, ...], file: str) -> None:
    """Raise ProofError if an error is among the violations: some reader cannot show the e-book."""
    errors = [violation for violation in violations if violation.rule.severity == "error"]
    if errors:
        raise ProofError(
            f"the e-book breaks device rules: {counted(len(errors), 'error')}",
            file=file,
            remedy="\n  ".join(map(str, errors[:10])),
        )
