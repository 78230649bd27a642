"""Prove that a file was read whole: count its words and its form apart from the readers.

Nothing here uses a reader of `book.read` or pandoc. Each format has a module that gathers the words
of a file, in any order, and the words that have a form; `lines` gathers those that a reader gave,
and `prove_intake` compares the two. A block's end ends a word, and no other markup does.

    words       the words of a text, and how two counts of words differ
    gathering   what the modules of the formats gather
    walk        walks through a tree of markup
    markup, package, tei, word, opendocument, rtf, markdown, plain, pdf    the formats
    markdown_pictures    the words of pictures in Markdown
    extract     chooses the module of a file
    lines       what a reader gave
    form        how much form came in, and how much of it a reader gave
"""
