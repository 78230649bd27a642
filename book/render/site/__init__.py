"""The download page of an edition, and what libraries, shops and search engines read about it.

page         the page itself
values       what its template is filled with, section by section
contents     the list of contents
sources      the witnesses, and what became of each of their lines
coverage     which witness has which part, as a table
extract      the beginning of the text, with its notes
history      the former releases
unlinked     text without its links to places in the book
downloads    the published files: type, size and checksum of each
citation     the edition as an item to cite, in CSL-JSON and RIS
linked_data  the edition for search engines: schema.org in JSON-LD
pictures     the cover in a smaller size; two pages side by side
icon         the icon of all pages
shelf        the page of all editions
ledger/      the page of the ledger
styled       a page with its style sheet and fonts inside
"""
