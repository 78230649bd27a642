"""Read the text of a PDF: what is printed where, in which type, tells what it is.

streams     what unpacks to more than memory holds
trial       what else takes too much memory or time, by reading it in a process with limits
glyphs      the characters of each page, with their places and fonts
lines       lines of characters, and what is raised, italic or bold in them
layout      columns, running heads, the size of the body's type
notes       notes at the foot of the page, and their calls
paragraphs  which lines are a paragraph, a heading, a stanza or a quotation
reading     writes them
"""
