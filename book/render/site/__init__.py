"""The download page of an edition, and what a library, a shop or a search engine reads of it.

downloads   the published files: what each is, how large, its checksum
citation    the edition as an item to cite, in CSL-JSON and RIS
linked      the edition for search engines: schema.org in JSON-LD
extract     a taste of the text, with its notes
page        the page itself
shelf       the page of all editions
"""
