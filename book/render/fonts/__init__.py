"""The book's fonts. The only package under `render` that imports fontTools.

scripts   the typefaces of each script, and the packages that bring them
prepare   a script's font as the book needs it
faces     the faces of a book
runs      the text of a page by language
share     which characters of a text the faces of scripts draw
glyphs    which characters the fonts can draw
subset    the fonts, reduced to the characters of a text
css       their @font-face rules, for the e-book and for a web page
families  the rules that give words the face of their script
"""
