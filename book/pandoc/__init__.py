"""The engine pandoc: it reads Markdown, a witness's and the editor's, and Word's formulas.

engine     the calls, without access to the network and to other files
nodes      pandoc's tree of a document
markdown   the editor's Markdown as blocks of the edition, with citations
blocks     pandoc's blocks as those of an edition, in the containers that hold them
tables     its tables
pictures   its pictures, which are files of the edition's folder
record     what several pieces of Markdown share
inlines    pandoc's inlines as those of an edition
origin     where Markdown stands, for errors
pipe_tables  refuses rows of which pandoc would drop cells
escape     what Markdown must escape
joined     fewer nodes for the same text
delimiters how the signs of its form must stand
inlined    the pictures in a manuscript in Markdown
formulas   MathML as TeX
citations  an edition as its readers cite it
"""
