"""Documents of word processors: DOCX, ODT and RTF.

Each format's reader returns a `WordDocument`; `write_word` then adds it to a builder.

document   what the three formats have in common: paragraphs, runs, lists, tables, boxes, notes
styles     the part that a paragraph plays, by the name of its style
numbers    the numbers of lists, as a word processor prints them
tables     cells that span rows
symbols    the letters of the symbol fonts
containers the containers that are open where a block is written
grouping   captions and titles, before blocks are written
lines      what line breaks divide, and stanzas
languages  the languages of runs
fields     what fields say of the words that they show
formulas   MathML without anything else
inline     a paragraph's runs, as the text and the ranges of a block
writing    the blocks, in their containers
"""
