"""Set lines in which words run in both directions (Unicode Standard Annex 9).

WeasyPrint 70.0 runs the algorithm inside each text box and line alone, and orders the boxes of a
line by the direction of their parent: what goes over the border of an element, or over the end of a
line, is scrambled. Here the levels are those of the whole paragraph:

- `levels` asks Pango for the embedding levels of a text;
- `runs` divides the text boxes of a paragraph, before it is broken into lines, so that each has one
  level, and keeps the joins of letters where an element cuts a word;
- `order` puts the boxes of a line that is set in visual order (rule L2).

Paragraphs that run from left to right and have no letters of the other direction are left alone.
"""
