"""The ledger as a page: each witness in full, colored by fate, and the book place by place.

page      the page itself, and what its template is filled with
runs      the lines of a witness, in runs that have one fate
places    the book place by place, each with the lines that went there
writing   text of any kind as XML, character for character
"""
