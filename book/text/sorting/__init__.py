"""Sort headings and terms as the readers of a language look them up.

- `alphabet`: the order of headings, and the letter under which each stands;
- `letters`: the letters of each language;
- `han`: Chinese characters by their pinyin or their strokes, which `strokes` counts;
- `readings`: the headings whose order their characters do not tell.
"""

from book.text.sorting.alphabet import Alphabet
from book.text.sorting.readings import check_readings

__all__ = ["Alphabet", "check_readings"]
