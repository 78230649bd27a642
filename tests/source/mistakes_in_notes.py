"""Mistakes in notes.toml, each with the start of its message."""

from tests.source.edits import KEY, ONLY_PROSE, Mistakes, add, both, change

NOTES: Mistakes = {
    "a lemma that is nowhere": (
        change("notes.toml", "Grapes are sour", "Grapes are sweet"),
        (
            "notes.toml:3: the lemma “The Grapes are sweet” is not found\n"
            "  Correct the lemma. The most similar words in the text:\n"
            "    I ¶2: …and saying: “The Grapes are sour, and not…"
        ),
    ),
    "a lemma that is at several places": (
        change("notes.toml", 'place = "III ¶2"\n', ""),
        (
            "notes.toml:7: the lemma “shadow” is found 2 times\n"
            '  It occurs at III ¶1 and III ¶2. To choose one, add place = "III ¶1".'
        ),
    ),
    "a lemma that is twice at its place": (
        both(
            change("notes.toml", "III ¶2", "III ¶1"), change("notes.toml", '"shadow"', '"piece of"')
        ),
        (
            "notes.toml:7: the lemma “piece of” is found 2 times in III ¶1\n"
            "  It occurs more than once in III ¶1. Add neighboring words to `lemma`."
        ),
    ),
    "a place that is not there": (
        change("notes.toml", "III ¶2", "IX"),
        "notes.toml:7: there is no place “IX”\n  Places: Foreword 1, I, III.",
    ),
    "a cross-reference in a note to nothing": (
        change("notes.toml", "#reflection", "#reflexion"),
        (
            "notes.toml:15: broken link: nothing in the book is called “reflexion”\n"
            "  Link to a place such as #IV.2, or to the id of a note. Nearest: reflection, "
            "Foreword 1, what-this-edition-is."
        ),
    ),
    "an id that two notes have": (
        add("notes.toml", 'id = "reflection"\n'),
        (
            "notes.toml:7: two notes have the id “reflection”\n"
            "  The note on line 13 has the same id: change one of them."
        ),
    ),
    "a note with an empty lemma": (
        change("notes.toml", '"shadow"', '" "'),
        (
            "notes.toml:7: this note has an empty `lemma`\n"
            '  Write lemma = "…" with the words of the text that the note explains.'
        ),
    ),
    "a note without words": (
        change("notes.toml", '"The *reflection* in the water."', '""'),
        (
            "notes.toml:7: the note at “shadow” has no text\n"
            '  Write text = "…". To list all notes without text: inv suggest'
        ),
    ),
    "a note with a list": (
        change("notes.toml", '"The *reflection* in the water."', '"""One.\n\n- Two."""'),
        f"notes.toml:7: a note can hold only paragraphs and verse\n  {ONLY_PROSE}",
    ),
    "a note that cites nothing known": (
        change("notes.toml", "@perry", "@pery"),
        f"notes.toml:5: the citation @pery has no reference\n  {KEY} Nearest: @perry",
    ),
    "a picture in a note": (
        change("notes.toml", "The *reflection*", "![Water](file:///etc/passwd)"),
        (
            "notes.toml:7: a picture among words is not allowed here: “Water”\n"
            "  Make it a paragraph of its own, in introduction.md: notes have no pictures."
        ),
    ),
    "a misspelt key of a note": (
        change("notes.toml", "place =", "plase ="),
        "notes.toml:9: unknown key `plase`\n  Valid keys: lemma, text, place, by, id.",
    ),
}
