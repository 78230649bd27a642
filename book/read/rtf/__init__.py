r"""Read an RTF (Microsoft's Rich Text Format Specification 1.9.1) as a document.

tokens       groups, control words and text
charsets     the code pages of fonts
words        the control words that this reader obeys
state        what holds at a place: the destination, the look, the paragraph
decoding     text by the code page of its font
fonts        the fonts and the styles that the file declares
rows         the rows of tables
paragraphs   paragraphs and tables, as they are filled
collecting   notes, fields, pictures, what is no text
reading      the whole document
"""
