"""The witnesses on the download page, and what became of each of their lines."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any, TypeGuard

from markupsafe import Markup

from book.model import Account, Bullets, Edition, Ledger, Paragraph
from book.render.html import HtmlRenderer
from book.render.site.coverage import coverage_table
from book.render.tables import count_lines_by_fate
from book.text.coverage import coverage_of, fates_of
from book.text.plurals import plural_label
from book.text.typography import HAN

Values = dict[str, Any]
FEW = 200  # Chinese characters, whose fonts have some 20 KB


@dataclass(frozen=True, slots=True)
class LineCount:
    """How many lines the witnesses have, and how many of them the ledger accounts for."""

    accounted: int
    total: int


def count_lines(ledger: Ledger) -> LineCount:
    accounts = ledger.accounts
    total = sum(len(account.witness.lines) for account in accounts)
    return LineCount(sum(map(_accounted, accounts)), total)


def _accounted(account: Account) -> int:
    return len({entry.span.line for entry in account.entries})


def source_characters(ledger: Ledger) -> str:
    """Return the characters of the sources, apart from Chinese ones."""
    return HAN.sub("", "".join(_characters(ledger)))


def chinese_characters(ledger: Ledger) -> str:
    """Return the Chinese characters of the sources if they are few.

    Those of a Chinese book are thousands: its readers' own fonts have them.
    """
    characters = HAN.findall("".join(_characters(ledger)))
    return "".join(characters) if len("".join(characters)) <= FEW else ""


def _characters(ledger: Ledger) -> list[str]:
    texts = (line.text for account in ledger.accounts for line in account.witness.lines)
    return sorted(set[str]().union(*texts))


def count_variants(edition: Edition) -> Mapping[str, int]:
    """Return the number of variants of each kind; 0 for a kind that has none."""
    return Counter(variant.kind for variant in edition.variants)


def source_values(edition: Edition, ledger: Ledger, renderer: HtmlRenderer) -> Values:
    """Return the values of the section about the sources."""
    labels = edition.labels
    return {
        "headline": _headline(labels, ledger),
        "headline_variants": _variants_sentence(edition),
        "headline_files": Markup(labels["site-headline-files"]),  # noqa: S704 (from templates/)
        "coverage": coverage_table(coverage_of(edition), renderer),
        "sources": list(_witness_lists(edition, renderer)),
        "agreements": [
            plural_label(labels, "agreement", pair.words).format(**asdict(pair))
            for pair in edition.agreements
        ],
        "fates": fates_of(ledger),
        "accounts": [_account(account) for account in ledger.accounts],
    }


def _headline(labels: Mapping[str, str], ledger: Ledger) -> str:
    sources, lines = len(ledger.accounts), count_lines(ledger)
    sentence = plural_label(labels, "site-headline", sources)
    return sentence.format(accounted=lines.accounted, lines=lines.total, sources=sources)


def _variants_sentence(edition: Edition) -> str:
    sentence = edition.labels["site-headline-variants"]
    return sentence.format_map(count_variants(edition))


def _witness_lists(edition: Edition, renderer: HtmlRenderer) -> Iterator[tuple[str, Markup]]:
    """Yield the imprint's lists of witnesses, each with its heading."""
    imprint = (division for division in edition.divisions if division.kind == "imprint")
    blocks = [block for division in imprint for block in division.blocks]
    for heading, block in pairwise(blocks):
        if _is_witness_heading(heading) and isinstance(block, Bullets):
            yield str(renderer.inlines(heading.inlines).striptags()), renderer.block(block)


def _is_witness_heading(block: object) -> TypeGuard[Paragraph]:
    return isinstance(block, Paragraph) and block.style == "witness-heading"


def _account(account: Account) -> Values:
    siglum = account.witness.siglum
    return {
        "siglum": siglum,
        "anchor": f"witness-{siglum}",
        "lines": len(account.witness.lines),
        "counts": count_lines_by_fate(account),
    }
