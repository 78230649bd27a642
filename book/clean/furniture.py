"""What a web page adds around a text: watermarks, labels, breadcrumbs, pagers, copyright lines, buttons."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import pairwise

from book.clean.pieces import Piece, Pieces, cut, each_open, remove
from book.model import Witness, Work

ADDRESS = re.compile(r"https?://|www\.|[\w-]+\.(?:com|org|net|cn|info|edu|gov)\b", re.IGNORECASE)
HAN_CLASS = "\u3400-\u4dbf\u4e00-\u9fff"
# A place where two things were glued together: the script changes, or a capital follows a word or a stop at once.
GLUE = re.compile(rf"(?<=[^{HAN_CLASS}\W])(?=[{HAN_CLASS}])|(?<=[{HAN_CLASS}])(?=[A-Za-z])|(?<=[a-z0-9.!?;,)’”])(?=[A-Z])")
SENTENCE_END = re.compile(r"(?<=[.!?”])\s+(?=\S)")
SHORTEST_WATERMARK = 8

COPYRIGHT = re.compile(
    r"^\W*(?:©|\(c\)\s*(?:19|20)\d\d|copyright\s*(?:©|\(c\)|\d{4}|notice\b|:|by\b)|版权|著作权|未经.{0,12}转载)"
    r"|\ball rights reserved\b\W*$",
    re.IGNORECASE,
)
PAGER = re.compile(
    r"^(?=.*\d)(?=.*(?:[<>«»‹›]|prev|next|上一页|下一页))(?:[\d<>«»‹›|…\s.]|prev(?:ious)?|next|first|last|page|of|[上下][一]页)+$"
    r"|^page\s+\d+\s*(?:of|/)\s*\d+$|^第\s*\d+\s*页.{0,8}$",
    re.IGNORECASE,
)
CRUMB = r"[^»›>/|→\n]{1,40}"
BREADCRUMB = re.compile(
    rf"(?:(?:you are here|location|position|当前位置)\s*[:：]\s*)?\b(?:home(?:page)?|index|首页)\s*(?:[»›>/|→]\s*{CRUMB})+$", re.IGNORECASE
)
CHROME = re.compile(
    r"share(?: (?:this|on|to|via)\b.{0,40})?|(?:re)?tweet|(?:print|e-?mail|save)(?: (?:this )?(?:page|article|story))?"
    r"|advertisements?|subscribe(?: now)?|sign (?:up|in).{0,40}|log ?in|related (?:articles|stories|news|links):?|read more:?.{0,80}"
    r"|more (?:stories|news)(?: from.{0,40})?|click here.{0,60}|follow us.{0,40}|(?:\d+ )?comments?(?: \(\d+\))?|leave a (?:comment|reply)"
    r"|back to top|skip to (?:main )?content|loading(?:\.{3}|…)?|most (?:read|viewed|popular)|editor[’']s picks?"
    r"|[\[(]?photos?(?: by|/|:).{0,80}|[(\[]?(?:file )?photo[)\]]?|font size.{0,20}|(?:small|medium|large)"
    r"|分享到?.{0,20}|打印|相关(?:新闻|阅读|文章).{0,10}",
    re.IGNORECASE,
)
SCRIPT_LABEL = re.compile(rf"^\s*[{HAN_CLASS}]{{1,6}}[:：]?\s*(?=[A-Z“\"])")
GLUED_LABEL = re.compile(r"^\s*(?:Abstract|Summary|Keywords|Introduction|Contents|Full ?[Tt]ext)(?=[A-Z])")
TEXT_LABEL = re.compile(r"^\s*(?:full text|text of|document)\s*[:：]\s*(?=\S)", re.IGNORECASE)


def watermark(pieces: Pieces, witness: Witness, work: Work) -> Pieces:
    """Cut off a string that keeps coming back at the end of lines: twice with an address in it, three times if glued on."""
    for tail in _watermarks([p.source.rstrip() for p in pieces if p.is_open]):
        pieces = each_open(pieces, lambda p, tail=tail: _without_tail(p, tail))  # type: ignore[misc]
    return pieces


def _without_tail(piece: Piece, tail: str) -> Pieces:
    body = piece.source.rstrip()
    if not body.endswith(tail):
        return (piece,)
    head, mark = cut(piece, len(body) - len(tail))
    return (head, remove(mark, "watermark")) if head.text else (remove(piece, "watermark"),)


def _watermarks(lines: list[str]) -> list[str]:
    """Find the tails that mark pages; the one on most lines first."""
    reverse = sorted(line[::-1] for line in lines)
    found: dict[str, int] = {}
    for first, second in pairwise(reverse):
        tail = _common_start(first, second)[::-1]
        if len(tail) < SHORTEST_WATERMARK:
            continue
        for candidate in _openings(tail):
            head = candidate[::-1]
            count = bisect_right(reverse, head + "\U0010ffff") - bisect_left(reverse, head)
            if _is_watermark(candidate, tail, count, lines):
                found[candidate] = count
    return sorted(found, key=lambda tail: (-found[tail], -len(tail)))


def _common_start(first: str, second: str) -> str:
    length = next((i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second)))
    return first[:length]


def _openings(tail: str) -> list[str]:
    """Where inside a common tail the watermark may begin: at once, after a glue point, after a sentence."""
    starts = [0] + [m.start() for m in GLUE.finditer(tail)] + [m.end() for m in SENTENCE_END.finditer(tail)]
    return [tail[start:] for start in sorted(set(starts)) if len(tail) - start >= SHORTEST_WATERMARK]


def _is_watermark(candidate: str, tail: str, count: int, lines: list[str]) -> bool:
    """Judge a recurring tail: it must begin where something else ends, on every line that has it."""
    if not all(_begins_anew(line, len(line) - len(candidate)) for line in lines if line.endswith(candidate)):
        return False
    return (count >= 2 and bool(ADDRESS.search(candidate))) or (count >= 3 and candidate == tail)


def _begins_anew(line: str, offset: int) -> bool:
    at_glue = any(m.start() == offset for m in GLUE.finditer(line, max(0, offset - 1), offset + 2))
    after_sentence = bool(ADDRESS.search(line[offset:])) and bool(re.search(r"[.!?”]\s+$", line[:offset]))
    return (offset == 0 and bool(ADDRESS.search(line))) or at_glue or after_sentence


def copyright_line(pieces: Pieces, witness: Witness, work: Work) -> Pieces:
    """Remove the line that claims the page's copyright."""
    return _remove_lines(pieces, "copyright line", lambda text: len(text) < 300 and bool(COPYRIGHT.search(text)))


def pager(pieces: Pieces, witness: Witness, work: Work) -> Pieces:
    """Remove the links to a text's other pages."""
    return _remove_lines(pieces, "pager", lambda text: bool(PAGER.match(text)))


def page_chrome(pieces: Pieces, witness: Witness, work: Work) -> Pieces:
    """Remove buttons, advertisements, captions: lines that say nothing else."""
    return _remove_lines(pieces, "page chrome", lambda text: bool(CHROME.fullmatch(text)))


def _remove_lines(pieces: Pieces, rule: str, matches: Callable[[str], bool]) -> Pieces:
    return each_open(pieces, lambda p: (remove(p, rule),) if matches(p.text) else (p,))


def breadcrumb(pieces: Pieces, witness: Witness, work: Work) -> Pieces:
    """Remove the path of a page within its site; what stands before it in the line stays."""

    def decide(piece: Piece) -> Pieces:
        match = BREADCRUMB.search(piece.source)
        if not match or len(piece.text) > 160:
            return (piece,)
        head, trail = cut(piece, match.start())
        return (head, remove(trail, "breadcrumb")) if head.text else (remove(piece, "breadcrumb"),)

    return each_open(pieces, decide)


def label(pieces: Pieces, witness: Witness, work: Work) -> Pieces:
    """Cut off a label that lost its line break: in another script, or a known word glued to a capital, or “Full text:”."""

    def decide(piece: Piece) -> Pieces:
        for pattern in (SCRIPT_LABEL, GLUED_LABEL, TEXT_LABEL):
            match = pattern.match(piece.source)
            if match and len(piece.text) < 200:
                head, tail = cut(piece, match.end())
                return (remove(head, "label"), *decide(tail))
        return (piece,)

    return each_open(pieces, decide)
