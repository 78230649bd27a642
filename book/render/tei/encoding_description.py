"""Write the encodingDesc: how the witnesses were cleaned and compared (TEI P5, 2.3)."""

from collections import Counter
from collections.abc import Sequence

from book.model import Comparison, Text
from book.render.tei.elements import Element, element
from book.render.tei.sigla import Ids, pointers
from book.text.encoding_words import (
    COMPARISON,
    INTERPRETATION,
    PROJECT,
    QUOTATION,
    RULE_DESCRIPTIONS,
    SEGMENTATION,
)


def encoding_description(texts: Sequence[Text], comparison: Comparison, ids: Ids) -> Element:
    """Return the encodingDesc; `texts` are the cleaned witnesses."""
    return element(
        "encodingDesc",
        element("projectDesc", element("p", PROJECT)),
        element("samplingDecl", *(_removals(text, ids) for text in texts)),
        _editorial_declaration(texts, comparison),
        element("variantEncoding", method="parallel-segmentation", location="internal"),
    )


def _editorial_declaration(texts: Sequence[Text], comparison: Comparison) -> Element:
    changes = element("p", _changes(texts))
    equivalences = element("p", _equivalences(comparison))
    return element(
        "editorialDecl",
        element("normalization", changes, equivalences),
        element("quotation", element("p", QUOTATION), marks="all"),
        element("segmentation", element("p", SEGMENTATION)),
        element("interpretation", element("p", INTERPRETATION)),
    )


def _changes(texts: Sequence[Text]) -> str:
    """Return which changes of characters were made in the witnesses."""
    applied = {change.rule for text in texts for change in text.changes}
    changes = "; ".join(words for rule, words in RULE_DESCRIPTIONS.items() if rule in applied)
    return f"In all witnesses {changes}." if changes else "No character was changed."


def _equivalences(comparison: Comparison) -> str:
    """Return which differences do not make two words different."""
    sentences = COMPARISON
    if comparison.spelling:
        spelling = ", ".join(comparison.spelling)
        sentences += f" These spellings make no difference in words: {spelling}."
    if comparison.distinguish:
        sentences += f" But differences in {', '.join(comparison.distinguish)} are substantive."
    return sentences


def _removals(text: Text, ids: Ids) -> Element:
    """Return what cleaning removed from a witness, by rule."""
    siglum = text.witness.siglum
    removed = _removals_by_rule(text) or "nothing"
    sentences = f"Left out of {siglum}, as no part of the text: {removed}."
    if text.metadata:
        sentences += (
            f" {len(text.metadata)} lines or parts of lines say something about the text, "
            "and are not in it."
        )
    return element("p", sentences, source=pointers((siglum,), ids))


def _removals_by_rule(text: Text) -> str:
    counts = Counter(removal.rule for removal in text.removals if removal.rule != "blank")
    return ", ".join(f"{count} by the rule “{rule}”" for rule, count in counts.items())
