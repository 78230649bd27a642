"""Read a witness's file: its words as lines, and their form.

document   reads a file of any kind
builder    collects the lines of a document, block by block
archive    the archives that documents and e-books are, within limits
pictures   the pictures of a document
plain      plain text
html       HTML
epub       e-books
markdown   Markdown, as HTML
word       what documents of word processors have in common
docx, odt, rtf
           their formats
tei        TEI P5 and P4
pdf        PDFs that have text
"""
