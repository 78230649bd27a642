"""The engine pandoc: it reads Markdown, a witness's and the editor's, and Word's formulas.

engine     the calls, without access to the network and to other files
nodes      pandoc's tree of a document
markdown   the editor's Markdown as blocks of the edition, with citations
blocks     pandoc's blocks as those of an edition
inlines    pandoc's inlines as those of an edition
origin     where Markdown stands, for errors
escape     what Markdown must escape
citations  an edition as its readers cite it
"""
