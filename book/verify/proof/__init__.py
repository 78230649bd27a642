"""Prove that the outputs hold the edition: what `readback` read is compared with what was meant.

One module per output: `prove_print` and `prove_speech` (the PDF), `prove_epub`, `prove_manuscript`,
`prove_tei`, `prove_site`; `prove_ledger` proves the ledger. `expected` writes the text that a
medium must show, `pages` follows it over the pages of the PDF, and `pagination` proves the e-book's
list of pages.
"""
