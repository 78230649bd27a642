"""Mistakes in the signs of TOML, each with the start of its message."""

from tests.source.edits import SETTINGS, Mistakes, add, change, put

STRAIGHT = 'Use straight quotes ("), not “ ”.'
ONE_MORE = '\n[note]\nlemma = "Grapes"\ntext = "Of Phrygia."\n'

TOML: Mistakes = {
    "one bracket for a witness": (
        change(SETTINGS, '[[witness]]\nsiglum = "B"', '[witness]\nsiglum = "B"'),
        "edition.toml:27: [witness] has one bracket\n  Write [[witness]], with two brackets",
    ),
    "one bracket for the first witness": (
        change(SETTINGS, '[[witness]]\nsiglum = "A"', '[witness]\nsiglum = "A"'),
        "edition.toml:21: [witness] has one bracket\n  Write [[witness]], with two brackets",
    ),
    "one bracket for the last note": (
        add("notes.toml", ONE_MORE),
        "notes.toml:17: [note] has one bracket\n  Write [[note]], with two brackets",
    ),
    "one bracket for the only note": (
        put("notes.toml", ONE_MORE.encode()),
        "notes.toml:2: [note] has one bracket\n  Write [[note]], with two brackets",
    ),
    "one bracket for a choice": (
        add(SETTINGS, '[choice]\nplace = "I"\nwitness = "B"\n'),
        "edition.toml:40: [choice] has one bracket\n  Write [[choice]], with two brackets",
    ),
    "one bracket for a change of a release": (
        put("history.toml", b'[[release]]\ndate = "2024"\n[release.change]\nwhat = "text"\n'),
        (
            "history.toml:3: [release.change] has one bracket\n"
            "  Write [[release.change]], with two brackets"
        ),
    ),
    "a table twice": (
        add(SETTINGS, '[edition]\ntitle = "Two"\n'),
        "edition.toml:40: duplicate table\n  Remove one of the two.",
    ),
    "curly quotes": (
        change(SETTINGS, '"Two Fables"', "“Two Fables”"),
        f"edition.toml:5: curly quotes around a text\n  {STRAIGHT}",
    ),
    "single curly quotes": (
        change(SETTINGS, '"Two Fables"', "‘Two Fables’"),
        f"edition.toml:5: curly quotes around a text\n  {STRAIGHT}",
    ),
    "low quotes in a list": (
        add(SETTINGS, '[text]\npunctuation = ["quotes", „dashes“]\n'),
        f"edition.toml:41: curly quotes around a text\n  {STRAIGHT}",
    ),
    "a curly quote at the end": (
        change(SETTINGS, '"Two Fables"', '"Two Fables”'),
        f"edition.toml:5: curly quotes around a text\n  {STRAIGHT}",
    ),
    "a curly quote at the end of the file": (
        put("notes.toml", '[[note]]\nlemma = "Grapes”'.encode()),
        f"notes.toml:2: curly quotes around a text\n  {STRAIGHT}",
    ),
    "three curly quotes": (
        change("notes.toml", 'text = "', "text = “““"),
        f"notes.toml:5: curly quotes around a text\n  {STRAIGHT}",
    ),
}
