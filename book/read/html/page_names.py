"""What the tags, roles and class names of a web page say of furniture, in whatever language.

Web pages name their parts in English, whatever the language of their text: a class is divided into
its words, "relatedPosts" and "related-posts" alike.
"""

import re
from functools import lru_cache
from itertools import pairwise

from book.read.html.names import types
from book.read.html.parse import Element

WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
RANDOM = re.compile(r"[^\W\d_]\d+[^\W_]*[^\W\d_]")  # part of a name that a program made up
# The words of a class or an id, and the rule that they name.
NAMED = {
    "navigation": "nav navi navbar navigation navlinks topnav subnav menu submenu hamburger "
    "breadcrumb breadcrumbs crumb crumbs pagination pager paging skip skiplink skiplinks toolbar "
    "masthead topbar sitemap",
    "sharing": "share shares sharing sharer sharebar shareaholic sharedaddy addthis addtoany "
    "sharethis social socials socialmedia socialbar",
    "related pages": "related relatedposts relateds recommended recommendation recommendations "
    "recirculation recirc teasers trending popular mostread mostpopular mostviewed yarpp taboola "
    "outbrain jetpackrelatedposts crosslinks morefrom readnext upnext readmore",
    "comments": "comments commentlist commentlisting disqus respond commentform coral viafoura "
    "openweb livefyre",
    "subscription": "newsletter newsletters subscribe subscription subscriptions signup paywall "
    "regwall paygate piano login signin register registration donate donation membership",
    "notice of the page": "cookie cookies consent gdpr onetrust didomi usercentrics cookiebot "
    "noscript adblock privacy",
    "advertisement": "ad ads adslot adunit adbox adwrap advert adverts advertisement "
    "advertisements advertising adsbygoogle sponsor sponsored dfp gpt promo promos promotion "
    "commercial werbung anzeige",
    "controls": "modal popup popover tooltip dropdown lightbox offcanvas toggle button buttons btn "
    "printbutton fontsize textsize search searchbox searchform rating ratings voting survey",
    "tags": "tags taglist tagcloud tagslist keywords posttags",
    "sidebar": "sidebar sidebars sidenav siderail rightrail",
    "author box": "authorbox authorbio bio",
    "page footer": "footer colophon copyright disclaimer",
}
RULES = {word: rule for rule, words in NAMED.items() for word in words.split()}
PAIRS = {
    ("comment", "list"): "comments",
    ("comment", "form"): "comments",
    ("comment", "section"): "comments",
    ("author", "box"): "author box",
    ("author", "bio"): "author box",
    ("about", "author"): "author box",
    ("post", "tags"): "tags",
    ("tag", "list"): "tags",
    ("tag", "cloud"): "tags",
    ("most", "read"): "related pages",
    ("most", "popular"): "related pages",
    ("read", "more"): "related pages",
    ("read", "next"): "related pages",
    ("up", "next"): "related pages",
    ("see", "also"): "related pages",
    ("more", "stories"): "related pages",
    ("more", "from"): "related pages",
    ("sign", "up"): "subscription",
    ("sign", "in"): "subscription",
    ("log", "in"): "subscription",
    ("right", "rail"): "sidebar",
    ("font", "size"): "controls",
    ("text", "size"): "controls",
    ("call", "to"): "subscription",
    ("sr", "only"): "text for screen readers",
    ("visually", "hidden"): "text for screen readers",
    ("screen", "reader"): "text for screen readers",
}
ROLES = {
    "navigation": "navigation",
    "banner": "navigation",
    "menu": "navigation",
    "menubar": "navigation",
    "toolbar": "controls",
    "search": "controls",
    "button": "controls",
    "dialog": "notice of the page",
    "alertdialog": "notice of the page",
    "contentinfo": "page footer",
    "complementary": "sidebar",
}
NOTES = {"footnote", "endnote", "rearnote", "footnotes", "endnotes", "rearnotes", "noteref", "note"}
TAGS = {
    "nav": "navigation",
    "footer": "page footer",
    "aside": "sidebar",
    "form": "form",
    "button": "controls",
    "select": "controls",
    "dialog": "notice of the page",
    "noscript": "notice of the page",
}
# The whole of a class or what it ends in: “article-content__sign-in” is no text.
TEXT = re.compile(
    r"(?:entry|post|article|story|news)[-_]*(?:content|body|text)"
    r"(?:[-_]*(?:content|body|text|copy|main|inner|wrap|wrapper|container|block|area))*(?=\s|$)",
    re.IGNORECASE,
)
STATED = ("article", "main")  # HTML Living Standard, 4.3.2 and 4.4.14
# Microformats (h-entry, hNews), and the names of HTML’s elements before it had them.
ENTRY = re.compile(r"(?:^|\s)(?:h-?entry|hnews|article|entry|story)(?:\s|$)", re.IGNORECASE)


def is_named_text(element: Element) -> bool:
    """Return whether an element says that it is the title or the text of a page."""
    names = (element.get(key) or "" for key in ("class", "id", "itemprop"))
    return element.tag == "h1" or any(map(TEXT.search, names))


def states_text(element: Element) -> bool:
    """Return whether an element says that it holds the text of a page, by its tag or its names."""
    if element.tag in STATED or "main" in types(element) or element.tag == "h1":
        return element.tag != "h1"
    return is_named_text(element) or bool(ENTRY.search(element.get("class") or ""))


def furniture_name(element: Element) -> str:
    """Return the rule by which the tag, the role or the class of an element is furniture, or ""."""
    if types(element) & NOTES:
        return ""
    by_tag = TAGS.get(str(element.tag), "")
    by_role = next((ROLES[kind] for kind in sorted(types(element)) if kind in ROLES), "")
    return by_role or _named(element.get("class") or "", element.get("id") or "") or by_tag


@lru_cache(8192)
def _named(class_names: str, name: str) -> str:
    found = (_rule_of(each) for each in (*class_names.split(), name))
    return next(filter(None, found), "")


def _rule_of(name: str) -> str:
    """Return the rule that one class names, or "".

    >>> _rule_of("relatedPosts"), _rule_of("site-nav__item"), _rule_of("advice")
    ('related pages', 'navigation', '')
    """
    words = [word.lower() for word in WORD.findall(RANDOM.sub("", name))]
    pairs = pairwise(words)
    by_pair = (PAIRS.get(pair, "") for pair in pairs)
    return next(filter(None, (*by_pair, *(RULES.get(word, "") for word in words))), "")
