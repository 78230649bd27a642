"""Lines of Chinese and Japanese are filled by gaps between their characters."""

import pytest

from book.render.print.engine.paragraphs.gaps import hangs_after, shares_before, widens_gaps
from tests.render.print.paragraphs.test_lines import laid_out, lines_of, texts_of, words_of

TEXT = (
    "中国依法实施出口管制（Export Control Law，2020），“维护国家安全”和利益，履行防扩散"
    "等国际义务。「完善」治理，<em>出口管制</em>的管制。" * 6
)
WIDTHS = (90, 151, 213, 306)


def width_of(line: object) -> float:
    return float(sum(box.width for box in texts_of(line)))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "ja"])
def test_each_line_but_the_last_is_as_wide_as_the_column(language: str, width: float) -> None:
    lines = list(lines_of(laid_out(f'<p class="text" lang="{language}">{TEXT}</p>', width)))
    assert len(lines) > 4
    indent = width_of(lines[0]) - width_of(lines[1])
    for line in lines[1:-1]:
        planned = line.planned_line
        wanted = width * 4 / 3 + planned.left + planned.right
        assert width_of(line) == pytest.approx(wanted, abs=0.7), words_of(line)
    assert indent < 1


def test_a_line_begins_with_no_stop_and_ends_with_no_opening_bracket() -> None:
    lines = list(lines_of(laid_out(f'<p class="text" lang="zh-Hans">{TEXT}</p>', 97)))
    assert not [line for line in lines if words_of(line)[0] in "，。）”」、"]
    assert not [line for line in lines if words_of(line)[-1] in "（“「"]


def test_signs_hang_over_by_the_half_that_is_blank() -> None:
    assert hangs_after("，", "zh-Hans") == 0.5
    assert hangs_after("，", "zh-Hant-TW") == 0  # it stands in the middle
    assert hangs_after("；", "ja") == 0
    assert hangs_after("法", "zh-Hans") == 0


def test_letters_of_other_languages_do_not_move_apart() -> None:
    assert [widens_gaps(tag) for tag in ("zh-Hans", "ja", "ko", "en", None)] == [
        *(True, True),
        *(False, False, False),
    ]
    assert shares_before("Export") == [0] * 7
    line = next(lines_of(laid_out(f'<p class="text" lang="en">{"law " * 60}</p>', 306)))
    assert not any(hasattr(box.pango_layout, "widens_gaps") for box in texts_of(line))


@pytest.mark.parametrize("width", [70, 110, 180])
def test_a_word_of_korean_is_not_divided(width: float) -> None:
    words = (
        "새침하게 흐린 품이 눈이 올 듯하더니 竝行五八度의 반주, 비가 추적추적 내리는 날이었다. " * 4
    )
    lines = list(lines_of(laid_out(f'<p class="text" lang="ko">{words}</p>', width)))
    assert len(lines) > 4
    parts = [part for line in lines for part in words_of(line).split()]
    assert parts == words.split()
