"""The book's fonts. The only package under `render` that imports fontTools.

glyphs   which characters the fonts can draw
subset   the fonts, reduced to the characters of a text
css      their @font-face rules, for the e-book and for a web page
"""
