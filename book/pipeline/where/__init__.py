"""Trace words and lines both ways. Its modules, from the bottom up:

    streams     pieces of text in order, searched by their letters and digits
    columns     where characters of the ledger's lines are in the file itself
    printed     what the book has in place of a witness's words
    pages       the printed page of words, as the published e-book marks it
    sources     words and lines of the witnesses
    written     an editor's file, cut into the values of its keys and its prose
    editorial   words and lines of the editor's files, and the program's own words
    nearest     the passages that are most like words that are not found
    trace       find words, or the lines of a file, in an edition

Nothing here takes part in a build.
"""
