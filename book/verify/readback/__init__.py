"""Read the outputs back as a stranger's program would, from their bytes alone.

`pdf` (pdfium), `speech`, `press` and `page_digests` (pikepdf) read a PDF; `epub` and
`accessibility` an e-book; `tei` and `release` a TEI document; `web_page` an HTML page.
"""
