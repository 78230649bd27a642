"""Break paragraphs into lines as a whole, with slightly wider or narrower letters in each line.

WeasyPrint breaks a paragraph line by line, as browsers do, and never sets a space below its natural
width. Here a whole paragraph is broken at once, so that its spaces are as even as can be:

- `measured` reads a line box of WeasyPrint's as one text, with the width of each character;
- `word_widths` keeps the widths of words from right to left, which take long to shape;
- `breakpoints` finds where its lines may end, and at what cost;
- `quality` says what a good line is;
- `total_fit` chooses among these (Knuth and Plass, *Breaking Paragraphs into Lines*, 1981);
- `protrusion` lets stops, hyphens and quotation marks hang into the margins;
- `plans` keeps what is chosen;
- `lines` makes WeasyPrint end its lines there, and fills them;
- `kept_lines` keeps what is set, for pages that are laid out again;
- `gaps` moves the characters of Chinese and Japanese lines apart;
- `letters` gives the letters of a line a little more or less room
  (Thành, *Micro-typographic Extensions to the TeX Typesetting System*, 2000).

Lines of verse, entries with leaders, and text around floats are broken by WeasyPrint.
"""
