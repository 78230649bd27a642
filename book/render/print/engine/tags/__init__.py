"""Tag the PDF: a structure tree for screen readers (ISO 14289-1), in place of WeasyPrint's.

WeasyPrint 70.0 makes an element of each box: a paragraph on two pages becomes two, notes and inline
languages are lost, contents are lists. Here each element of HTML becomes one structure element.

    read_tags  the whole of it: boxes in, a branch out
    elements   structure elements, and what they hold
    roles      which structure elements stand for which elements of HTML
    reading    the structure, read from the boxes of a document
    spaces     the spaces that separate words, added to the content streams
    branch     the structure of a document as PDF objects
    tree       the branches of all documents, joined in one structure tree

This module holds no code: two threads that import a package whose `__init__` imports its own
modules can wait for each other forever (`book/runtime/workers.py`).
"""
