"""Hypothesis strategies for witnesses."""

import random

from hypothesis import strategies as st

WORDS = st.sampled_from(
    [
        *("law", "Law", "law,", "order", "the", "of", "–", "house.", "“old”", "X", "¶"),
        *("出口", "管制。", "l’ordre", "its", "it’s", "don't"),
    ]
)
PARAGRAPHS = st.lists(
    st.lists(WORDS, min_size=1, max_size=14).map(" ".join), min_size=1, max_size=7
)


def shuffle_and_cut(paragraphs: list[str], source: random.Random) -> list[str]:
    """Return nine tenths of the words of some paragraphs, moved about and divided anew."""
    shuffled = source.sample(paragraphs, len(paragraphs))
    words = [word for text in shuffled for word in text.split()]
    kept = [word for word in words if source.random() > 0.1]
    cuts = sorted(source.choices(range(len(kept) + 1), k=3))
    parts = [kept[start:end] for start, end in zip([0, *cuts], [*cuts, len(kept)], strict=True)]
    return [" ".join(part) for part in parts if part] or ["Nothing."]


@st.composite
def overlapping_copies(draw: st.DrawFn) -> list[list[str]]:
    """Draw the paragraphs of witnesses that share paragraphs, whole or cut, in any order."""
    stock = draw(PARAGRAPHS)
    source = random.Random(draw(st.integers(0, 2**32)))  # noqa: S311 (no secret)
    copies = [shuffle_and_cut(stock, source) for _ in range(draw(st.integers(1, 3)))]
    return [stock, *copies, draw(PARAGRAPHS)]
