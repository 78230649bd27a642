"""What a web page adds around a text: watermarks, labels, breadcrumbs, pagers, copyright lines, buttons."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import pairwise

from book.clean.fragments import Fragment, Fragments, cut, each_open, remove
from book.model import Witness, Work

ADDRESS = re.compile(r"https?://|www\.|[\w-]\.(?:com|org|net|cn|info|edu|gov)\b", re.IGNORECASE)
HAN_CLASS = "\u3400-\u4dbf\u4e00-\u9fff"
HAN = re.compile(f"[{HAN_CLASS}]")
LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
# A place where two things were glued together: the script changes, or a capital follows a word or a stop at once.
GLUE = re.compile(
    rf"(?<=[^{HAN_CLASS}\W]|[.!?;,)’”])(?=[{HAN_CLASS}])|(?<=[{HAN_CLASS}。！？；，”）])(?=[A-Za-z])"
    r"|(?<=[a-z0-9.!?;,)’”])(?=[A-Z])|(?<=[.!?])(?=https?://)"
)
# A capital inside a word is no such place: McDonald, MacDonald, DeLong, iPhone.
CAMEL = re.compile(r"\b(?:Mac|Mc|[DL][aeiu]|[A-Za-z])$")
STOP_BEFORE = re.compile(r"[^\W\d_]{2}[.!?][”’\"']?$")
SENTENCE_END = re.compile(r"(?<=[.!?”])\s+(?=\S)")
SHORTEST_WATERMARK = 8
LONGEST_WATERMARK = 240
LONGEST_FURNITURE = 300
LONGEST_PATH = 160
LONGEST_LABELLED = 200
HEAD_PIECES = 10

COPYRIGHT = re.compile(
    r"^\W*(?:©|\(c\)\s*(?:19|20)\d\d(?:\s*[-–,]\s*\d{2,4})*\W*(?:(?-i:[A-Z])|$)"
    r"|copyright\s*(?:©|\(c\)|\d{4}|notice\s*(?:$|[:：])|:|by\s+(?-i:[A-Z])))"
    r"|^\W*(?:版权|著作权)(?:声明|所有|归)|^\W*未经.{0,12}转载"
    r"|(?:^(?:\d{4}\b.*)?|[.,|;–—-]\s*)\ball rights reserved\W*$",
    re.IGNORECASE,
)
# Two page numbers, or one of at most two figures: « 1984 » is a title.
NOTICE_START = re.compile(
    r"^\*{3}\s*START OF (?:THE|THIS)\b.*\b(?:E-?BOOK|ETEXT)\b.*\*{3}$", re.IGNORECASE
)
NOTICE_END = re.compile(
    r"^\*{3}\s*END OF (?:THE|THIS)\b.*\b(?:E-?BOOK|ETEXT)\b.*\*{3}$", re.IGNORECASE
)
PAGER = re.compile(
    r"^(?=.*(?:\d\D+\d|(?<!\d)\d{1,2}(?!\d))|.*prev.*next|上一页.*下一页)(?=.*(?:[<>«»‹›]|prev|next|上一页|下一页))"
    r"(?:[\d<>«»‹›|…\s.]|prev(?:ious)?|next|first|last|page|of|[上下][一]页)+$"
    r"|^page\s+\d+\s*(?:of|/)\s*\d+$|^第\s*\d+\s*页(?:\W*共\s*\d+\s*页)?$",
    re.IGNORECASE,
)
# Crumbs are capitalised where the mark between them may also divide verses. Possessive: a failing match ends at once.
ROOT = r"(?:home(?:page)?|index|首页)"
PATH = r"(?:您?(?:现)?在?的?(?:当前)?位置|you are here|location|position)\s*+[:：]\s*+"
BREADCRUMB = re.compile(
    rf"(?:{PATH})?(?<![\w-]){ROOT}\s*+(?:[»›>→]\s*+[^»›>/|→\n]{{1,40}}+)++$"
    rf"|^\s*+(?:{PATH})?{ROOT}\s*+(?:[»›>/|→]\s*+(?-i:[A-Z\d{HAN_CLASS}])[^»›>/|→\n]{{0,40}}+)++$",
    re.IGNORECASE,
)
SITE = r"(?:facebook|twitter|x|weibo|wechat|linkedin|whatsapp|telegram|instagram|reddit|pinterest|e-?mail|your \w+|social media)\b.{0,40}"
CHROME = re.compile(
    rf"share(?: (?:this|the) (?:article|page|post|story))?(?: (?:on|to|via|with) {SITE})?|share this|(?:re)?tweet"
    r"|(?:print|e-?mail|save)(?: (?:this )?(?:page|article|story))?|advertisements?|subscribe(?: now)?"
    r"|sign (?:up|in)(?: (?:now|here|(?:to|for|with) .{0,39}[^.!?]))?|log ?in"
    r"|related (?:articles|stories|news|links):?|read more(?:\s*[:»›>…→].{0,80}|(?: (?:about|on|at|from|here)\b.{0,79}[^.!?])?)"
    r"|more (?:stories|news)(?: from.{0,39}[^.!?])?|click here(?: .{0,60})?|follow us(?:(?: (?:on|at) |\s*[:：]\s*).{1,40})?"
    r"|(?:\d+ )?comments?(?: \(\d+\))?|leave a (?:comment|reply)|back to top|skip to (?:main )?content|loading(?:\.{3}|…)?"
    r"|most (?:read|viewed|popular)|editor[’']s picks?|[\[(]?photos?\s*[/:：].{1,80}|[\[(]?photos? by (?-i:[A-Z]).{0,60}[^.!?]"
    r"|[(\[]?(?:file )?photo[)\]]?|font size(?:\s*[:：].{0,30})?|(?:(?:small|medium|large)\W*){2,3}"
    r"|分享(?:到.{0,20})?|打印(?:本页)?|相关(?:新闻|阅读|文章|链接)[:：]?",
    re.IGNORECASE,
)
# Not a field of its own (source, author …), and the rest of the line in the other script alone.
SCRIPT_LABEL = re.compile(
    rf"^\s*+(?!来源|作者|记者|编辑|责任编辑|译者|日期)[{HAN_CLASS}]{{1,6}}(?:[:：]\s*+)?(?=[“\"]?[A-Z][^{HAN_CLASS}]*+$)"
)
GLUED_LABEL = re.compile(
    r"^\s*+(?:Abstract|Summary|Keywords|Introduction|Contents|Full ?[Tt]ext)(?=[A-Z])"
)
TEXT_LABEL = re.compile(r"^\s*+(?:full text|text of|document)\s*+[:：]\s*+(?=\S)", re.IGNORECASE)


def watermark(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Cut off a string that keeps coming back at the end of lines: twice with an address in it, three times if glued on."""
    for tail in _watermarks([p.source.rstrip() for p in fragments if p.is_open]):
        fragments = each_open(fragments, lambda p, tail=tail: _without_tail(p, tail))  # type: ignore[misc]
    return fragments


def _without_tail(fragment: Fragment, tail: str) -> Fragments:
    body = fragment.source.rstrip()
    if not body.endswith(tail):
        return (fragment,)
    head, mark = cut(fragment, len(body) - len(tail))
    return (head, remove(mark, "watermark")) if head.text else (remove(fragment, "watermark"),)


def _watermarks(lines: list[str]) -> list[str]:
    """Find the tails that mark pages; the one on most lines first."""
    reverse = sorted(line[: -LONGEST_WATERMARK - 2 : -1] for line in lines)
    found: dict[str, int] = {}
    judged: set[str] = set()
    for first, second in pairwise(reverse):
        tail = _common_start(first, second)[::-1]
        for candidate in _openings(tail):
            head = candidate[::-1]
            start, end = bisect_left(reverse, head), bisect_right(reverse, head + "\U0010ffff")
            if candidate not in judged and _is_watermark(
                candidate, tail, [line[::-1] for line in reverse[start:end]]
            ):
                found[candidate] = end - start
            judged.add(candidate)
    return sorted(found, key=lambda tail: (-found[tail], -len(tail)))


def _common_start(first: str, second: str) -> str:
    length = next(
        (i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b),
        min(len(first), len(second)),
    )
    return first[:length]


def _openings(tail: str) -> list[str]:
    """Where inside a common tail the watermark may begin: at once, after a glue point, after a sentence."""
    starts = (
        [0]
        + [m.start() for m in GLUE.finditer(tail)]
        + [m.end() for m in SENTENCE_END.finditer(tail)]
    )
    return [
        tail[start:]
        for start in sorted(set(starts))
        if SHORTEST_WATERMARK <= len(tail) - start <= LONGEST_WATERMARK
    ]


def _is_watermark(candidate: str, tail: str, ends: list[str]) -> bool:
    """Judge a recurring tail: it must begin where something else ends, on every line that has it (`ends`)."""
    offsets = [len(end) - len(candidate) for end in ends]
    if ADDRESS.search(candidate):
        glued = all(
            offset == 0 or _is_glue(end, offset) for end, offset in zip(ends, offsets, strict=True)
        )
        after_sentence = all(
            offset == 0 or re.search(r"[.!?”]\s+$", end[:offset])
            for end, offset in zip(ends, offsets, strict=True)
        )
        return (glued and len(ends) >= 2) or (after_sentence and len(ends) >= 3)
    if len(ends) < 3 or not all(
        offset and _is_glue(end, offset) for end, offset in zip(ends, offsets, strict=True)
    ):
        return False
    before = [end[:offset] for end, offset in zip(ends, offsets, strict=True)]
    if HAN.match(candidate):
        return not any(HAN.search(text) for text in before)
    if all(STOP_BEFORE.search(text) for text in before):
        return True
    return candidate == tail and not any(
        CAMEL.search(text) or HAN.search(text[-1:]) for text in before
    )


def _is_glue(line: str, offset: int) -> bool:
    return any(m.start() == offset for m in GLUE.finditer(line, max(0, offset - 1), offset + 2))


def library_notice(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Remove what a digital library puts before and after a book, by the lines in which it says where the book starts and ends."""
    starts = [i for i, p in enumerate(fragments) if p.is_open and NOTICE_START.match(p.text)]
    ends = [i for i, p in enumerate(fragments) if p.is_open and NOTICE_END.match(p.text)]
    first = starts[0] if starts else -1
    last = next((i for i in ends if i > first), len(fragments))
    return tuple(
        remove(p, "library notice") if p.is_open and (i <= first or i >= last) else p
        for i, p in enumerate(fragments)
    )


def copyright_line(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Remove the line that claims the page's copyright."""
    return _remove_lines(fragments, "copyright line", lambda text: bool(COPYRIGHT.search(text)))


def pager(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Remove the links to a text's other pages."""
    return _remove_lines(fragments, "pager", lambda text: bool(PAGER.match(text)))


def page_chrome(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Remove buttons, advertisements, captions: lines that say nothing else."""
    return _remove_lines(fragments, "page chrome", lambda text: bool(CHROME.fullmatch(text)))


def _remove_lines(fragments: Fragments, rule: str, matches: Callable[[str], bool]) -> Fragments:
    return each_open(
        fragments,
        lambda p: (
            (remove(p, rule),) if len(p.text) < LONGEST_FURNITURE and matches(p.text) else (p,)
        ),
    )


def breadcrumb(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Remove the path of a page within its site; what stands before it in the line stays."""

    def decide(fragment: Fragment) -> Fragments:
        match = BREADCRUMB.search(fragment.source) if len(fragment.text) <= LONGEST_PATH else None
        if not match:
            return (fragment,)
        head, trail = cut(fragment, match.start())
        return (
            (head, remove(trail, "breadcrumb")) if head.text else (remove(fragment, "breadcrumb"),)
        )

    return each_open(fragments, decide)


def label(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Cut off a label that lost its line break: in another script, or a known word glued to a capital, or “Full text:”.

    A script is another one if the witness is not written in it; “Document:” is a label at the head of a page alone.
    """
    # A Chinese character says about as much as three letters.
    texts = [p.source for p in fragments if p.is_open]
    is_foreign = 3 * sum(len(HAN.findall(text)) for text in texts) < sum(
        len(LATIN.findall(text)) for text in texts
    )
    head = [p.span for p in fragments if p.is_open][:HEAD_PIECES]
    last = head[-1].line if head else 0

    def decide(fragment: Fragment) -> Fragments:
        for pattern in (SCRIPT_LABEL, GLUED_LABEL, TEXT_LABEL):
            allowed = (
                is_foreign
                if pattern is SCRIPT_LABEL
                else pattern is GLUED_LABEL or fragment.span.line <= last
            )
            match = (
                pattern.match(fragment.source)
                if allowed and len(fragment.text) < LONGEST_LABELLED
                else None
            )
            if match:
                head, tail = cut(fragment, match.end())
                return (remove(head, "label"), *decide(tail))
        return (fragment,)

    return each_open(fragments, decide)
