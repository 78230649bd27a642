"""How far characters hang into the margins, so that the edges of the text look straight.

The parts of a character's width are near those of the LaTeX package microtype (its manual, section
on protrusion; file microtype.cfg), which its authors set for fonts like Garamond. Numbers are less
than there, so that nothing stands more than a quarter of an em in the margin.
"""

LEFT = {
    **dict.fromkeys("\N{LEFT SINGLE QUOTATION MARK}\N{SINGLE LOW-9 QUOTATION MARK}'", 0.6),
    **dict.fromkeys('\N{LEFT DOUBLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}"', 0.5),
    **dict.fromkeys("«‹»›", 0.3),
    **dict.fromkeys("([", 0.1),
    **dict.fromkeys("–—", 0.2),
    **dict.fromkeys("ATVWY", 0.05),
}
RIGHT = {
    **dict.fromkeys(".,", 0.7),
    **dict.fromkeys("-\N{HYPHEN}", 0.7),
    **dict.fromkeys(":;", 0.4),
    **dict.fromkeys("!?", 0.15),
    **dict.fromkeys("’'\N{LEFT SINGLE QUOTATION MARK}", 0.6),
    **dict.fromkeys('”"\N{LEFT DOUBLE QUOTATION MARK}', 0.5),
    **dict.fromkeys("«‹»›", 0.3),
    **dict.fromkeys(")]", 0.1),
    **dict.fromkeys("–—", 0.25),
    **dict.fromkeys("ATVWYrk", 0.05),
}
