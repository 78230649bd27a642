"""Mistakes of an editor in glossary.toml, chronology.toml and index.toml, and their messages."""

from collections.abc import Callable

# By case: the file, the change that makes the mistake, and how the message begins.
MISTAKES: dict[str, tuple[str, Callable[[str], str], str]] = {
    "words that are not in the text": (
        "index.toml",
        lambda text: text.replace('"Fox"', '"Foxes"'),
        (
            "index.toml:2: `match` “Foxes” of “fox” is not in the text or the notes\n"
            "  Only whole words match; `*` stands for any letters of a word."
        ),
    ),
    "an unknown heading in see": (
        "index.toml",
        lambda text: text.replace('see = "grapes"', 'see = "grape"'),
        "index.toml:16: there is no heading “grape”\n  Nearest headings: “grapes”",
    ),
    "an entry twice": (
        "index.toml",
        lambda text: text + '[[entry]]\nheading = "vine"\nmatch = "Fox"\n',
        "index.toml:23: the entry “vine” occurs twice\n  Merge it with the entry in line 16.",
    ),
    "a sub-entry twice": (
        "index.toml",
        lambda text: text + '[[entry]]\nheading = "grapes"\nsub = "sour"\nmatch = "Fox"\n',
        (
            "index.toml:23: the entry “grapes: sour” occurs twice\n"
            "  Merge it with the entry in line 11."
        ),
    ),
    "an entry without match and see": (
        "index.toml",
        lambda text: text.replace('match = "Fox"\nsee_also = ["grapes"]\n', ""),
        (
            "index.toml:2: the entry “fox” has neither words to find nor a reference\n"
            "  Give it `match`, `see` or `see_also`."
        ),
    ),
    "an entry that refers to itself": (
        "index.toml",
        lambda text: text.replace('see = "grapes"', 'see = "vine"'),
        "index.toml:16: the entry “vine” refers to itself\n  Name another heading.",
    ),
    "an entry with match and see": (
        "index.toml",
        lambda text: text.replace("see_also", "see"),
        (
            "index.toml:2: the entry “fox” has both `match` and `see`\n"
            "  Write `see_also` instead of `see`."
        ),
    ),
    "an empty match": (
        "index.toml",
        lambda text: text.replace('"Fox"', '"*"'),
        ('index.toml:2: “fox” has an empty `match`\n  Write match = "…" with words of the text.'),
    ),
    "a match that is a number": (
        "index.toml",
        lambda text: text.replace('"Fox"', "7"),
        (
            "index.toml:4: `match` must be text in quotes, or a list of texts, but is a number\n"
            '  Write match = "text", or match = ["text", "text"].'
        ),
    ),
    "a misspelled key": (
        "index.toml",
        lambda text: text.replace("see_also", "see-also"),
        (
            "index.toml:5: unknown key `see-also`\n"
            "  Valid keys: heading, match, sub, see, see_also, sort_as, sort."
        ),
    ),
    "a term twice": (
        "glossary.toml",
        lambda text: text.replace("Äsop", "Zeuxis"),
        "glossary.toml:6: the term “Zeuxis” occurs twice\n  Merge it with the term in line 2.",
    ),
    "a term without an explanation": (
        "glossary.toml",
        lambda text: text.replace('expansion = "Aesop"', ""),
        (
            "glossary.toml:6: the term “Äsop” has no explanation\n"
            "  Give it an `expansion`, a `definition`, or both."
        ),
    ),
    "a definition with a list": (
        "glossary.toml",
        lambda text: text.replace("A painter", "A\\n\\n- painter"),
        "glossary.toml:2: a definition can hold only paragraphs and verse\n",
    ),
    "a definition with an unknown citation": (
        "glossary.toml",
        lambda text: text.replace("@perry", "@pery"),
        "glossary.toml:4: the citation @pery has no reference\n",
    ),
    "an invalid date": (
        "chronology.toml",
        lambda text: text.replace("1692-03-05", "5 March 1692"),
        (
            "chronology.toml:7: invalid `date` '5 March 1692'\n"
            '  Write "2026", "2026-05" or "2026-05-31".'
        ),
    ),
    "an event without words": (
        "chronology.toml",
        lambda text: text.replace('text = "Townsend’s translation."', ""),
        "chronology.toml:2: missing key `text`\n  Valid keys: date, text, match.",
    ),
    "an event with a list": (
        "chronology.toml",
        lambda text: text.replace("A *reflexion*.", "- a\\n- b"),
        "chronology.toml:6: the text of an event can hold only paragraphs and verse\n",
    ),
}
