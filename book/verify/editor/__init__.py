"""Prove that the edition has what the editor wrote: every word of every file, at its place.

The files are read again, from their bytes, and by other means than `book.source` and `book.pandoc`:

    statements   what a TOML file states, with its lines
    markdown     the words of Markdown, with gaps where a citation or a reference is printed
    words        the words that the edition prints, marked where the program generated them
    passages     the text of paragraphs and notes with the anchors and calls in it
    prove_notes, prove_apparatus, prove_choices, prove_lists, prove_index, prove_introduction,
    prove_front, references
                 the proofs, each of some files
    account      what became of each line of each file: the editor's part of the ledger
"""
