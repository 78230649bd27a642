"""Prove that the outputs hold the edition: what `readback` read is compared with what was meant.

One module per output: `prove_print`, `prove_visible`, `prove_speech`,
`prove_order`, `prove_print_form`, `prove_links`, `prove_heads` and `prove_furnishing` (the PDF),
`prove_covers`, `prove_epub`,
`prove_manuscript`, `prove_tei` (with `prove_apparatus` and `prove_tei_header`), `prove_tables`,
`prove_site` (the links) and `prove_page` (the texts), `prove_records`, `prove_manifest`;
`prove_ledger` proves the ledger, and `prove_form` the form of the others. What `expected_tei`,
`expected_page` … write, `compare_lines` compares with the lines that were read. `expected` writes
the text that a medium must show, `pages` follows it over the pages of the PDF, and `pagination`
proves the e-book's list of pages. `marked_form` marks the form in the text, `spoken_form` looks up
how the PDF draws it, `word_looks` and `print_blocks` tell the form of words and of blocks there.
"""
