"""Read TEI: P5, and P4 as far as its names are the same.

parse      the tree, without entities of its own, other files or the network
rendition  what `rend`, `rendition` and `style` say
header     the header and the title page, as metadata
text       white space, line ends, ranges
inlines    highlighted words, quotations, readings
notes      where notes stand, and what calls them
calls      calls them, and writes them
verse      lines and stanzas
signs      references, line ends, and what is no text
lists      lists, glossaries and casts
figures    tables and figures
blocks     all other blocks
reading    walks through the document
"""
