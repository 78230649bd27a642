"""The order of Chinese characters: by pinyin, or by strokes. The only module that uses pypinyin."""

from functools import cache

from book.text.sorting.strokes import COUNTS, FIRST

Weight = tuple[int, ...]

HAN = 0xFB40  # where the weights of Chinese characters begin (UTS 10, 10.1.3)
UNREAD = ord("z") + 1  # after all syllables


def pinyin_weights(characters: str) -> tuple[Weight, ...]:
    """Return the weight of each of the Chinese characters that follow each other.

    The order is by syllables, their tones, and strokes. The syllable of a character with several
    depends on the word.

    >>> weights = pinyin_weights("重庆")
    >>> chr(weights[0][1]), pinyin_weights("妈")[0] < pinyin_weights("马")[0]
    ('c', True)
    """
    from pypinyin import Style, lazy_pinyin  # it reads its tables, which few editions need

    syllables = lazy_pinyin(characters, Style.TONE3, _each)  # type: ignore[arg-type]
    return tuple(map(_pinyin_weight, characters, syllables))


def _each(unread: str) -> list[str]:
    """Return characters without a reading one by one, as pypinyin's documentation allows."""
    return list(unread)


def _pinyin_weight(character: str, syllable: str) -> Weight:
    letters = syllable.rstrip("12345")
    if letters == character:  # without a reading
        return HAN, UNREAD, ord(character)
    tone = int(syllable[len(letters) :] or 5)
    written = letters.replace("ü", "v")
    return HAN, *map(ord, written), tone, strokes(character), ord(character)


def stroke_weights(characters: str) -> tuple[Weight, ...]:
    """Return the weight of each Chinese character by its strokes, then by its radical.

    >>> stroke_weights("一丁王")[1] < stroke_weights("一丁王")[2]
    True
    """
    return tuple((HAN, strokes(character), ord(character)) for character in characters)


@cache
def strokes(character: str) -> int:
    """Return the number of strokes of a character, a large one if it is not known.

    >>> strokes("一"), strokes("張")
    (1, 11)
    """
    index = ord(character) - ord(FIRST)
    return int(COUNTS[index], 36) if 0 <= index < len(COUNTS) else len(COUNTS)
