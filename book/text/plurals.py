"""The plural forms of labels: which one a whole number takes in a language.

The rules are those of Unicode CLDR 48 (supplemental/plurals.json, type cardinal), for whole numbers
only: categories that fractions alone take are left out. CLDR has no rules for Latin and Sanskrit;
theirs are the grammars': one and more, and in Sanskrit a dual.
"""

from collections.abc import Callable, Mapping

OTHER = "other"
MILLION = 1_000_000  # French, Italian, Portuguese and Spanish put “of” after whole millions


def _one(number: int) -> str:
    return "one" if number == 1 else OTHER


def _none_or_one(number: int) -> str:
    return "one" if number in (0, 1) else OTHER


def _two(number: int) -> str:
    return {1: "one", 2: "two"}.get(number, OTHER)


def _alike(number: int) -> str:
    return OTHER


def _romance(number: int) -> str:
    return _millions(number) or _one(number)


def _romance_none(number: int) -> str:
    return _millions(number) or _none_or_one(number)


def _millions(number: int) -> str:
    return "many" if number and number % MILLION == 0 else ""


def _east_slavic(number: int) -> str:
    if number % 10 == 1 and number % 100 != 11:
        return "one"
    return _few_or_many(number)


def _polish(number: int) -> str:
    return "one" if number == 1 else _few_or_many(number)


def _few_or_many(number: int) -> str:
    is_few = number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14)
    return "few" if is_few else "many"


def _arabic(number: int) -> str:
    if number < 3:
        return ("zero", "one", "two")[number]
    rest = number % 100
    return OTHER if rest < 3 else "few" if rest <= 10 else "many"


Rule = Callable[[int], str]
# The rule of each language, and the categories that it can give.
RULES: dict[str, tuple[Rule, tuple[str, ...]]] = {
    **dict.fromkeys(("en", "de", "nl", "el", "tr", "la"), (_one, ("one", OTHER))),
    **dict.fromkeys(("fa", "hi"), (_none_or_one, ("one", OTHER))),
    **dict.fromkeys(("he", "sa"), (_two, ("one", "two", OTHER))),
    **dict.fromkeys(("es", "it"), (_romance, ("one", "many", OTHER))),
    **dict.fromkeys(("fr", "pt"), (_romance_none, ("one", "many", OTHER))),
    **dict.fromkeys(("ru", "uk"), (_east_slavic, ("one", "few", "many"))),
    "pl": (_polish, ("one", "few", "many")),
    "ar": (_arabic, ("zero", "one", "two", "few", "many", OTHER)),
    **dict.fromkeys(("zh", "ja", "ko"), (_alike, (OTHER,))),
}


def plural_category(language: str, number: int) -> str:
    """Return the category of a whole number from 0; a language without a rule has the English one.

    >>> [plural_category("ru", number) for number in (1, 2, 5, 11, 12, 21, 111, 1004)]
    ['one', 'few', 'many', 'many', 'many', 'one', 'many', 'few']
    >>> [plural_category("pl", number) for number in (0, 1, 2, 5, 12, 21, 22)]
    ['many', 'one', 'few', 'many', 'many', 'many', 'few']
    >>> [plural_category("ar", number) for number in (0, 1, 2, 3, 10, 11, 99, 100, 102, 103)]
    ['zero', 'one', 'two', 'few', 'few', 'many', 'many', 'other', 'other', 'few']
    >>> [plural_category("ja", number) for number in (0, 1, 2)]
    ['other', 'other', 'other']
    >>> [plural_category("fr", number) for number in (0, 1, 2, 1_000_000)]
    ['one', 'one', 'other', 'many']
    """
    return _rule(language)[0](number)


def plural_categories(language: str) -> tuple[str, ...]:
    """Return the categories that whole numbers have in a language.

    >>> plural_categories("zh-Hant"), plural_categories("el-polyton")
    (('other',), ('one', 'other'))
    """
    return _rule(language)[1]


def plural_label(labels: Mapping[str, str], key: str, number: int) -> str:
    """Return the form of a label that goes with a whole number.

    >>> labels = {"language": "fr", "site-figure-pages.one": "page"}
    >>> plural_label(labels, "site-figure-pages", 1)
    'page'
    """
    return labels[f"{key}.{plural_category(labels['language'], number)}"]


def _rule(language: str) -> tuple[Rule, tuple[str, ...]]:
    return RULES.get(language.split("-")[0], RULES["en"])
