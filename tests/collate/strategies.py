"""Hypothesis strategies for witnesses."""

import random

from hypothesis import strategies as st

WORDS = st.sampled_from(
    [
        "law",
        "Law",
        "law,",
        "order",
        "the",
        "of",
        "–",
        "house.",
        "“old”",
        "X",
        "¶",
        "出口",
        "管制。",
        "l’ordre",
        "its",
        "it’s",
        "don't",
    ]
)
PARAGRAPHS = st.lists(
    st.lists(WORDS, min_size=1, max_size=14).map(" ".join), min_size=1, max_size=7
)


@st.composite
def overlapping_copies(draw: st.DrawFn) -> list[list[str]]:
    """Make witnesses that have paragraphs in common, whole or cut, in any order."""
    stock = draw(PARAGRAPHS)
    seed = random.Random(draw(st.integers(0, 2**32)))  # noqa: S311
    made = [stock]
    for _ in range(draw(st.integers(1, 3))):
        words = [word for text in seed.sample(stock, len(stock)) for word in text.split()]
        words = [word for word in words if seed.random() > 0.1]
        cuts = sorted(seed.choices(range(len(words) + 1), k=3))
        parts = [words[a:b] for a, b in zip([0, *cuts], [*cuts, len(words)], strict=True)]
        made.append([" ".join(part) for part in parts if part] or ["Nothing."])
    made.append(draw(PARAGRAPHS))
    return made
