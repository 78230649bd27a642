"""The engine pandoc: it reads witnesses that are not plain text, and the editor's Markdown with its citations.

engine    the calls, shut off from the network and from other files
witness   a document of any kind as lines
markdown  the editor's Markdown as blocks of the edition
"""
