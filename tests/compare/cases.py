"""Edits of the tiny edition, each with the report on it."""

from tests.compare.edits import NOTE, Edit, append, edit, third_copy, without_witness

SECOND_NOTE = """[[note]]
lemma = "his own in size"
text = "The fox wants what is not hers, too ([](<#I ¶1>)); on the water see [](#reflection)."
"""
CASES: dict[str, tuple[tuple[Edit, ...], str]] = {
    "a word in one witness": (
        (edit("web-copy.txt", "bunches", "heaps"),),
        """
Witnesses
  ~ B  web-copy.txt
      [-SHA-256 c26931e2aab2…-]{+SHA-256 fbe71706eb9b…+}
Readings
  ~ I ¶1, clusters]
      [-bunches B-]{+heaps B+}
""",
    ),
    "a word in the base text": (
        (edit("townsend.txt", "took it for that", "mistook it for that"),),
        """
Witnesses
  ~ A  townsend.txt
      [-SHA-256 b095c5352c6b…-]{+SHA-256 9aee7565dd16…+}
Text
  ~ III ¶1
      the water, and [-took-]{+mistook+} it for that
""",
    ),
    "a note added": (
        (append("notes.toml", NOTE),),
        """
Notes
  + III ¶1, n. 1, at “Dog, crossing a bridge”
      {+So in all copies.+}
  # III n. 1–2: now III n. 2–3
""",
    ),
    "a note changed": (
        (edit("notes.toml", "*reflection*", "image"),),
        """
Notes
  ~ III ¶2, n. 2, at “it was a shadow;”
      The [-*reflection*-]{+image+} in the water.
""",
    ),
    "a note removed": (
        (
            edit(
                "notes.toml",
                SECOND_NOTE,
                "",
            ),
        ),
        """
Notes
  - III ¶1, n. 1, at “his own in size.”
      [-The fox wants what is not hers, too (I ¶1); on the water see III, n. 2.-]
  # III n. 2: now III n. 1
Index
  ~ fox
      at [-III n. 1-]
""",
    ),
    "a note moved": (
        (edit("notes.toml", 'lemma = "his own in size"', 'lemma = "over a stream"'),),
        """
Notes
  > III ¶1, n. 1, at “bridge over a stream”, was at III ¶1, at “his own in size.”
""",
    ),
    "a note moved and changed": (
        (
            edit(
                "notes.toml",
                'lemma = "The Grapes are sour"\ntext = "Whence',
                'lemma = "hiding her disappointment"\ntext = "From it come',
            ),
        ),
        """
Notes
  ~ I ¶2, n. 1, at “away, hiding her disappointment”, was at I ¶2, at ““The Grapes are sour,”
      [-Whence-]{+From it come+} “sour grapes”. Perry’s
""",
    ),
    "emphasis": (
        (edit("notes.toml", "*reflection*", "reflection"),),
        """
Notes
  ~ III ¶2, n. 2, at “it was a shadow;”
      The [-*reflection*-]{+reflection+} in the water.
""",
    ),
    "a paragraph before others": (
        (
            edit(
                "townsend.txt",
                "III. The Dog and the Shadow\n",
                "III. The Dog and the Shadow\n"
                "Once upon a time there was a butcher, who had a dog.\n",
            ),
        ),
        """
Witnesses
  ~ A  townsend.txt
      [-SHA-256 b095c5352c6b…-]{+SHA-256 7f1429df0c46…+}
Text
  + III ¶1
      {+Once upon a time there was a butcher, who had a dog.+}
  # III ¶1–2: now III ¶2–3
Notes
  > III ¶2, n. 1, at “saw his own shadow”, was at III ¶2, at “it was a shadow;”
  # III n. 2: now III n. 1
  # III n. 1: now III n. 2
Index
  ~ dog
      at {+III ¶1+}
""",
    ),
    "a choice": (
        (
            append(
                "edition.toml",
                (
                    '\n[[choice]]\nplace = "I ¶1"\nlemma = "clusters"\nreading = "bunches"\n'
                    'reason = "as in the manuscript"\n'
                ),
            ),
        ),
        """
Text
  ~ I ¶1
      Fox saw some [-clusters-]{+bunches+} of ripe black
Readings
  ~ I ¶1, bunches]
      [-clusters] bunches B-]{+bunches] clusters A; chosen by the editor: as in the manuscript+}
""",
    ),
    "a witness removed": (
        (without_witness,),
        """
Witnesses
  - B  web-copy.txt, with readings at 2 places
Readings
  - I ¶2, “The]
      [-"The (in its marks) A-]
  - I ¶2, thought.”]
      [-thought." (in its marks) A-]
Title page, imprint, foreword, colophon
  - imprint
      [-The bands on the cover stand for the copies of the work, from the top as they are listed \
here; their fields stand for its parts. A bright field is a part that the copy has, a dark one a \
part that it lacks, a line a part that no copy has.-]
  - imprint
      [-A and B share 62 words where they overlap. Differences in \
words: 1. In punctuation, case, quotes or spacing alone: 3.-]
""",
    ),
    "a witness added": (
        (third_copy,),
        """
Witnesses
  + D  third.txt, with readings at 2 places
Title page, imprint, foreword, colophon
  + imprint
      {+A and D share 62 words where they overlap. Differences in \
words: 1. In punctuation, case, quotes or spacing alone: 3.+}
""",
    ),
    "what is said of a witness": (
        (edit("edition.toml", "from a print of *1867*", "from a print of 1868"),),
        """
Witnesses
  ~ A  townsend.txt
      a print of [-*1867*.-]{+1868.+}
""",
    ),
    "another siglum": (
        (edit("edition.toml", 'siglum = "B"', 'siglum = "W"'),),
        """
Witnesses
  ~ W  web-copy.txt (was B)
Title page, imprint, foreword, colophon
  ~ imprint
      A and [-B-]{+W+} share 62 words
""",
    ),
    "a term": (
        (
            append("glossary.toml", '\n[[term]]\nterm = "stream"\ndefinition = "Running water."\n'),
            edit("glossary.toml", "A frame of", "A lattice of"),
        ),
        """
Glossary
  ~ trellis
      A [-frame-]{+lattice+} of crossed bars
  + stream
      {+Running water.+}
""",
    ),
    "an event": (
        (edit("chronology.toml", "1692", "1694"),),
        """
Chronology
  ~ 1694, was 1692
""",
    ),
    "an entry of the index": (
        (
            edit(
                "index.toml",
                'heading = "dog"\nmatch = "dog"',
                'heading = "dog"\nmatch = ["dog", "bridge"]',
            ),
        ),
        """
Index
  ~ dog
      at {+III ¶1+}
""",
    ),
    "a work cited": (
        (edit("references.yaml", "Aesopica", "Aesopica I"),),
        """
Bibliography
  ~ Perry, Ben Edwin. 1952. *Aesopica …
      Ben Edwin. 1952. [-*Aesopica*.-]{+*Aesopica I*.+} University of Illinois
""",
    ),
    "the introduction": (
        (
            edit("introduction.md", "from two copies.", "from two old copies."),
            edit("introduction.md", "| B    | yes | no  |", "| B    | yes | none  |"),
        ),
        """
Introduction
  ~ Introduction and Note on the Text ¶1
      12), from two {+old+} copies.
  ~ Introduction and Note on the Text ¶8
      | yes | [-no-]{+none+}
""",
    ),
    "the title and the date": (
        (
            edit("edition.toml", 'title = "Two Fables"', 'title = "Fables, Two"'),
            edit("edition.toml", 'date = "2024-02-29"', 'date = "2025"'),
        ),
        """
Title page, imprint, foreword, colophon
  ~ title page
      {+Fables,+} Two [-Fables-]
  ~ title page
      [-2024-02-29-]{+2025+}
  ~ imprint
      Test Press, [-2024-02-29-]{+2025+}
""",
    ),
    "the commentary": (
        (edit("reflexion.txt", "easy and indifferent", "easie and indifferent"),),
        """
Witnesses
  ~ C  reflexion.txt
      [-SHA-256 6e969cf9e121…-]{+SHA-256 86973dabaf63…+}
Commentaries
  ~ The Reflexion ¶1
      at, to appear [-easy-]{+easie+} and indifferent upon
""",
    ),
    "nothing": (
        (),
        """
nothing changed: all inputs of the edition are the same
""",
    ),
    "nothing but a remark": (
        (append("notes.toml", "\n# a remark\n"),),
        """
no changes in text, notes, apparatus or lists; only other data, the \
appearance or the program changed
""",
    ),
}
