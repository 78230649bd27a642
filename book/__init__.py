"""Variorum: messy copies of a text in, one annotated edition out. The tour of the source starts here.

The stages, in the order of the data; each is a function from value to value (`model`):

    read      a witness's bytes as lines                         (documents through `pandoc.witness`)
    clean     lines as headings and paragraphs, metadata, and what was removed by which rule
    collate   the witnesses side by side: rows at their places, variants        (`spelling`: what makes no difference)
    choose    the editor's choices against the base text
    merge     one edition of the bare texts: foreword, work, lacunae
    parallels what the commentaries repeat of the work: `trace` finds it, `notes` says it on both sides
    annotate  the notes and variants at their lemmas             (Markdown through `pandoc.markdown`)
    suggest   what an edition may still need, beside the line that leads to the book
    index     the index's words marked in text and notes, its entries in order   (`alphabet` is the order of a language)
    lists     the glossary and the chronology
    variants  the list of variants, where they are too many for the page   (`apparatus` words them)
    history   what the editor recorded of former releases, worded as corrigenda are
    compose   the book around the text: title, imprint, contents, bibliography, colophon
    ledger    the account of every line

The renderers, from an Edition to str or bytes:

    plain     the book as bare words, by which everything is proved
    locators  where the index and cross-references lead: page numbers in print, places in the e-book
    html      blocks and inlines, for print and e-book
    print     the print edition, sheet by sheet on all cores, joined in one file: its rooms in its `__init__`
    press     the printer's files: `marks` and boxes, the cover as one sheet (`wrap`, `paper`, `barcode`), their `preflight`
    epub      the e-book
    tei       the edition with the readings of all witnesses, for scholars' programs
    site      the download page, and the page of all editions
    catalogue the editions for reading apps: OPDS; `onix` is the record for the book trade
    manuscript  the annotated manuscript, for word processors (pandoc writes it)
    exports   ledger, variants and parallels, as data and as a page

The proof: `readback` reads the outputs as a stranger would, `proof.prove` holds them against the edition, `proof.pagination` holds
the e-book's list of pages against the printed ones, from which it is made; `proof.prove_site` holds the page and the catalogue
against the files that they tell of. `judges` calls the programs that judge by a standard (EPUBCheck, veraPDF, ONIX's schema, Ace,
which `npm` sets up), `lint` judges an e-book by what devices make of it: its rules are a table, `lint/RULES.md`.

The comparison: `changes` says what is otherwise in one release than in the one before, as `readback.release` reads both out of
their TEI, by words that `align` aligns, as in the collation; `report` shows it on a terminal, and what the stages find.

The edge: `files` is the disk, `folder` reads an edition's folder from it, `store` keeps on it what was laid out, `workers` are
processes beside this one. `rebuild` asks `fresh` what is out of date, and has only that built: `texts` cleans and collates the
witnesses, `make` runs all stages, `produce` makes each output and proves it, `build` publishes them, `publish` adds the page and
the catalogue. What goes on is told in the events of `progress`, which `tell` shows, and `explain` says why. `checks` looks at
what is published, `releases` compares it with what a build would publish and has it recorded (`recording` is that file),
`serving` shows it on localhost, with the drafts that `watch` makes while an editor writes; `many` has editions made side by side,
on all cores or on other machines; `bootstrap` sets up a fresh machine; `tasks.py` is the door. `bench` measures.
"""
