"""Encodings are guessed for an editor to check, and damage by a wrong one is found."""

import pytest

from book.errors import EditionError
from book.text.decode import TWICE, check_mojibake, decode, guess_encoding, is_encoding
from book.text.encodings import guess_by_letters
from book.text.mojibake import BYTES, find_mojibake, repair_mojibake

RUSSIAN = "Пристань на большой реке, где никто не мог переправиться до полудня"
FRENCH = "Il était une fois à l’été, où les élèves français goûtaient une crème brûlée"
BY_BYTE = {byte: char for char, byte in BYTES.items()}


def misread(text: str) -> str:
    """Return a text as it looks when its UTF-8 is read as Windows-1252."""
    return "".join(BY_BYTE.get(byte, chr(byte)) for byte in text.encode())


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "windows-1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp866"),
        (FRENCH, "windows-1252"),
        (FRENCH, "mac-roman"),
        ("Zażółć gęślą jaźń, wszędzie było słychać śpiewy", "windows-1250"),
        ("Ο βαρκάρης κρατούσε τη βάρκα του δεμένη κάτω", "windows-1253"),
        ("הספינה חיכתה ליד הנהר וכל הנוסעים ישבו", "windows-1255"),
        ("出口管制是国家对两用物项的出口采取禁止或者限制", "gb18030"),
        ("出口管制是國家對兩用物項的出口採取禁止或者限制", "big5"),
        ("渡し守は柳の下に舟をつないでおいた。", "cp932"),
        ("渡し守は柳の下に舟をつないでおいた。", "euc-jp"),
        ("뱃사공은 버드나무 아래에 배를 매어 두었고", "cp949"),
        ("He was called to a rôle in the résumé of a naïve man", "windows-1252"),
    ],
)
def test_an_encoding_is_guessed_by_its_letters(text: str, encoding: str) -> None:
    assert guess_by_letters(text.encode(encoding)).name == encoding


def test_bytes_that_are_no_text_have_no_rivals() -> None:
    assert guess_by_letters(bytes(range(256))).rivals == ()


def test_rivals_are_named_with_what_they_read() -> None:
    guess = guess_by_letters("El niño comió piñas".encode("windows-1252"))
    assert guess.name == "windows-1252"
    assert ("windows-1250", "nińo") in guess.rivals


@pytest.mark.parametrize(
    "text",
    [
        "“He’s slow,” they said — René…",
        "naïve café œuvre «ça» 5°",
        RUSSIAN,
        "出口管制",
        "ελληνικά γράμματα",
        "שלום עולם",
    ],
)
def test_text_that_was_read_in_a_wrong_encoding_is_repaired(text: str) -> None:
    damaged = misread(text)
    assert repair_mojibake(damaged) == text
    assert find_mojibake(damaged)
    assert repair_mojibake(text) == text


@pytest.mark.parametrize(
    "text",
    ["« LA CITÉ » – Ã la carte", "IRMÃ” disse", "Âge d’or", "5 Å, ÄÖÜ, Ð", "a™ “â€” b"[:4]],
)
def test_rare_letters_are_not_taken_for_damage(text: str) -> None:
    assert find_mojibake(text) is None


def test_damage_is_an_error_with_its_line_and_the_repair_to_paste() -> None:
    with pytest.raises(EditionError) as caught:
        check_mojibake("One\n\nitâ€™s two", "a.txt")
    assert (caught.value.file, caught.value.line) == ("a.txt", 3)
    assert "“it’s two”" in caught.value.message
    assert f'encoding = "{TWICE}"' in caught.value.remedy
    assert is_encoding(TWICE)
    assert decode("itâ€™s".encode(), "a.txt", TWICE) == "it’s"
    assert guess_encoding("itâ€™s".encode()).name == TWICE
