"""Words are divided as their language does."""

import pytest

from book.render.print.engine.paragraphs.divisions import divisions
from book.text.conventions import conventions_of

WORDS = [
    ("la", "con-sti-tu-tio ma-gis-tra-tus lin-guam pa-tria phi-lo-so-phia con-iu-ra-tio"),
    ("tr", "kır-mı-zı-laş-tır-mak İs-tan-bul ki-ta-bım-dan"),
    ("uk", "не-за-леж-нос-ті від-по-від-аль-ність над-ця-тьох"),
    ("el-polyton", "ἀν-θρώ-πους πο-λυ-το-νι-κός Ἀθη-ναῖοι"),
    ("el", "πό-λε-μος δη-μο-κρα-τία"),
    ("ru", "от-вет-ствен-ность объ-яв-ле-ние"),
    ("fr", "res-pon-sa-bi-lité châ-teau"),
    ("es", "de-sa-rro-llo res-pon-sa-bi-li-dad"),
    ("pl", "nie-pod-le-głość"),
    ("en", "reg-u-la-tion"),
]


@pytest.mark.parametrize(("language", "words"), WORDS)
def test_words_are_divided_at_their_syllables(language: str, words: str) -> None:
    _, left, right = conventions_of(language).division
    for word in words.split():
        plain = word.replace("-", "")
        places = divisions(plain, language, left, right)
        parts = [plain[a:b] for a, b in zip((0, *places), (*places, len(plain)), strict=True)]
        assert "-".join(parts) == word
