"""Suggestions follow how a language writes speech, abbreviations and years."""

import pytest

from book.suggest import suggest
from tests.suggest.test_suggest import edition, words


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("fr", "— Oui, dit Candide. Pangloss répondit\xa0: Non\xa0! oui, non\xa0?", ["Candide"]),
        ("es", "Y dijo Noemi: Volveos, hijas mías; volveos por Orpha.", ["Noemi", "Orpha"]),
        ("ru", "— Нет, — сказал Зверков, — нет.", ["Зверков"]),
        ("pl", "A Wojski rzekł: Widać, że widać.", ["Wojski"]),
    ],
)
def test_a_word_that_begins_speech_is_no_name(language: str, text: str, names: list[str]) -> None:
    assert words(suggest(edition(text, language=language)), "name") == names


@pytest.mark.parametrize(
    ("language", "text", "abbreviation"),
    [
        ("ru", "Организация Объединённых Наций (ООН) собралась.", "ООН"),
        ("es", "La Organización de Estados Americanos (OEA) se reunió.", "OEA"),
        ("el", "Ο Οργανισμός Ηνωμένων Εθνών (ΟΗΕ) συνήλθε.", "ΟΗΕ"),
    ],
)
def test_an_abbreviation_is_one_in_any_alphabet(
    language: str, text: str, abbreviation: str
) -> None:
    (found,) = [
        each for each in suggest(edition(text, language=language)) if each.kind == "abbreviation"
    ]
    assert found.words == abbreviation
    assert found.detail.split()[0][0] == abbreviation[0]


@pytest.mark.parametrize(
    ("language", "text"),
    [("ru", "Это было в 1848 году."), ("pl", "To było w 1848 r."), ("pt", "Foi em 1848.")],
)
def test_a_year_is_known_by_the_word_before_it(language: str, text: str) -> None:
    assert words(suggest(edition(text, language=language)), "event") == ["1848"]
