"""Remove what a web page puts around a text: labels, breadcrumbs, pagers, buttons …"""

import re
from collections.abc import Callable
from functools import partial

from book.clean.chrome import match_chrome
from book.clean.fragments import (
    Fragment,
    Fragments,
    open_fragments,
    open_indices,
    remove,
    remove_tail,
    replace_at,
    replace_open,
    split_at,
)
from book.clean.scripts import HAN_CLASS, is_mostly_latin
from book.model import Witness, Work

# In characters: a longer line is text, whatever it matches.
LONGEST_FURNITURE = 300
LONGEST_PATH = 160
LONGEST_LABELED = 200
HEAD_FRAGMENTS = 10

COPYRIGHT = re.compile(
    r"^\W*(?:©|\(c\)\s*(?:19|20)\d\d(?:\s*[-–,]\s*\d{2,4})*\W*(?:(?-i:[A-Z])|$)"
    r"|copyright\s*(?:©|\(c\)|\d{4}|notice\s*(?:$|[:：])|:|by\s+(?-i:[A-Z])))"
    r"|^\W*(?:版权|著作权)(?:声明|所有|归)|^\W*未经.{0,12}转载"
    r"|(?:^(?:\d{4}\b.*)?|[.,|;–—-]\s*)\ball rights reserved\W*$",
    re.IGNORECASE,
)
# Two page numbers, or one of at most two figures: « 1984 » is a title.
PAGER = re.compile(
    r"^(?=.*(?:\d\D+\d|(?<!\d)\d{1,2}(?!\d))|.*prev.*next|上一页.*下一页)"
    r"(?=.*(?:[<>«»‹›]|prev|next|上一页|下一页))"
    r"(?:[\d<>«»‹›|…\s.]|prev(?:ious)?|next|first|last|page|of|[上下][一]页)+$"
    r"|^page\s+\d+\s*(?:of|/)\s*\d+$|^第\s*\d+\s*页(?:\W*共\s*\d+\s*页)?$",
    re.IGNORECASE,
)
# Where the mark between crumbs may also divide verses, crumbs must begin with a capital.
# Possessive quantifiers keep a failing match linear.
ROOT = r"(?:home(?:page)?|index|首页)"
PATH = r"(?:您?(?:现)?在?的?(?:当前)?位置|you are here|location|position)\s*+[:：]\s*+"
BREADCRUMB = re.compile(
    rf"(?:{PATH})?(?<![\w-]){ROOT}\s*+(?:[»›>→]\s*+[^»›>/|→\n]{{1,40}}+)++$"
    rf"|^\s*+(?:{PATH})?{ROOT}\s*+"
    rf"(?:[»›>/|→]\s*+(?-i:[A-Z\d{HAN_CLASS}])[^»›>/|→\n]{{0,40}}+)++$",
    re.IGNORECASE,
)
# The label of a field (source, author …) is read by another rule. The rest of the line must be in
# Latin script alone.
SCRIPT_LABEL = re.compile(
    rf"^\s*+(?!来源|作者|记者|编辑|责任编辑|译者|日期)[{HAN_CLASS}]{{1,6}}"
    rf"(?:[:：]\s*+)?(?=[“\"]?[A-Z][^{HAN_CLASS}]*+$)"
)
GLUED_LABEL = re.compile(
    r"^\s*+(?:Abstract|Summary|Keywords|Introduction|Contents|Full ?[Tt]ext)(?=[A-Z])"
)
TEXT_LABEL = re.compile(r"^\s*+(?:full text|text of|document)\s*+[:：]\s*+(?=\S)", re.IGNORECASE)


def copyright_line(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Remove the line that claims copyright in the page."""
    return remove_lines(fragments, "copyright line", COPYRIGHT.search)


def pager(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Remove the links to the other pages of a text."""
    return remove_lines(fragments, "pager", PAGER.match)


def page_chrome(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Remove the lines that are nothing but a button, an advertisement or a caption."""
    return remove_lines(fragments, "page chrome", match_chrome)


def remove_lines(
    fragments: Fragments, rule: str, matches: Callable[[str], re.Match[str] | None]
) -> Fragments:
    """Remove the open fragments that are short and whose text `matches`, a method of a pattern."""
    candidates = [i for i in open_indices(fragments) if len(fragments[i].text) < LONGEST_FURNITURE]
    furniture = {i for i in candidates if matches(fragments[i].text)}
    return replace_at(fragments, furniture, partial(remove, rule=rule))


def breadcrumb(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Remove the path of a page within its site; keep what stands before it in the line."""
    return replace_open(fragments, _cut_trail)


def _cut_trail(fragment: Fragment) -> Fragments:
    is_short = len(fragment.text) <= LONGEST_PATH
    match = BREADCRUMB.search(fragment.source) if is_short else None
    return remove_tail(fragment, match.start(), "breadcrumb") if match else (fragment,)


def label(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Cut off the labels that lost their line break.

    A label is in Chinese before a text in Latin script, or a known word glued to a capital, or, in
    the head of the page, “Full text:” and the like.
    """
    candidates = open_fragments(fragments)
    is_latin = is_mostly_latin([fragment.source for fragment in candidates])
    head = candidates[:HEAD_FRAGMENTS]
    last_of_head = head[-1].span.line if head else 0
    in_body = [SCRIPT_LABEL, GLUED_LABEL] if is_latin else [GLUED_LABEL]

    def decide(fragment: Fragment) -> Fragments:
        is_in_head = fragment.span.line <= last_of_head
        return _cut_labels(fragment, [*in_body, TEXT_LABEL] if is_in_head else in_body)

    return replace_open(fragments, decide)


def _cut_labels(fragment: Fragment, patterns: list[re.Pattern[str]]) -> Fragments:
    """Cut off all the labels with which a fragment begins."""
    matches = (pattern.match(fragment.source) for pattern in patterns)
    match = next(filter(None, matches), None) if len(fragment.text) < LONGEST_LABELED else None
    if not match:
        return (fragment,)
    before, after = split_at(fragment, match.end())
    return remove(before, "label"), *_cut_labels(after, patterns)
