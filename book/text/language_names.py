"""The names by which people call languages, and the tag that an editor who wrote one may mean."""

from rapidfuzz import fuzz, process

from book.text.languages import is_registered, usual_language, with_current_region

# The names by which Project Gutenberg states languages, and the languages’ own.
NAMES = {
    "en": "english englisch anglais inglés",
    "de": "german deutsch allemand",
    "fr": "french français francais französisch",
    "es": "spanish español castellano",
    "it": "italian italiano",
    "pt": "portuguese português",
    "nl": "dutch nederlands",
    "sv": "swedish svenska",
    "da": "danish dansk",
    "no": "norwegian norsk",
    "fi": "finnish suomi",
    "is": "icelandic íslenska",
    "pl": "polish polski",
    "cs": "czech čeština česky",
    "sk": "slovak",
    "sl": "slovenian slovene slovenščina",
    "hr": "croatian hrvatski",
    "sr": "serbian српски",
    "bg": "bulgarian български",
    "ru": "russian русский",
    "uk": "ukrainian українська",
    "hu": "hungarian magyar",
    "ro": "romanian română",
    "el": "greek ελληνικά",
    "la": "latin latina",
    "eo": "esperanto",
    "ca": "catalan català",
    "gl": "galician galego",
    "tr": "turkish türkçe",
    "ar": "arabic العربية",
    "he": "hebrew עברית",
    "zh": "chinese 中文",
    "ja": "japanese 日本語",
    "ko": "korean 한국어",
    "tl": "tagalog",
    "cy": "welsh cymraeg",
    "ga": "irish gaeilge",
    "af": "afrikaans",
    "lt": "lithuanian lietuvių",
    "lv": "latvian latviešu",
    "et": "estonian eesti",
    "fa": "persian farsi فارسی",
    "hi": "hindi हिन्दी",
    "sa": "sanskrit",
}
TAGS = {name: tag for tag, names in NAMES.items() for name in names.split()}
LIKE_ENOUGH = 80  # percent: “englsh”, but not “welsh” for “englisch”
ENGLISH = 'English is "en", British English "en-GB".'
GENERAL = f"Write the code of the language, and if it matters of the country: {ENGLISH}"


def nearest_tag(stated: str) -> str:
    """Return the language tag that is nearest to what is none, "" if nothing is near.

    >>> [nearest_tag(each) for each in ("english", "en_gb", "en UK", "cn", "Duetsch", "xx")]
    ['en', 'en-GB', 'en-GB', 'zh', 'de', '']
    """
    words = stated.strip().lower()
    tag = with_current_region("-".join(words.replace("_", " ").replace("-", " ").split()))
    if tag:
        return tag
    for word in reversed(words.split()):  # of “British English” the last names the language
        if near := process.extractOne(
            word, list(TAGS), scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH
        ):
            return TAGS[near[0]]
    return usual_language(words)


def tag_mistake(stated: str, written: str) -> tuple[str, str] | None:
    """Return what is wrong with a language tag, and a remedy; None if it is registered.

    `written` is how it is written, with {} for the tag.

    >>> tag_mistake("en-UK", 'language = "{}"')
    ('“en-UK” is not a language tag (BCP 47)', 'Write language = "en-GB".')
    """
    if is_registered(stated):
        return None
    near = nearest_tag(stated)
    remedy = f"Write {written.format(near)}." if near else GENERAL
    if near == "en":
        remedy += ' British English is "en-GB".'
    return f"“{stated}” is not a language tag (BCP 47)", remedy
