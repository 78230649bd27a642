"""Measurements, beside other programs where there are any; `inv bench` runs them.

builds       a whole build, and WeasyPrint alone on the same HTML
layouts      long books, cold and after edits
collations   witnesses with known errors
editions     many small editions, by a cluster and by this machine
shelves      many published editions
web_pages    furniture and text of web pages, by gold texts; run by itself

synthetic, witness_generator and generated_books make what is measured; `scripts` are the programs
that are timed.
"""
