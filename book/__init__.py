"""Variorum: messy copies of a text in, one annotated edition out.

The tour of the source starts here.

Data flows one way. Each folder is a layer, in the order of the data:

    model     the values that travel: frozen dataclasses, no behavior
    text      helpers on strings and inlines: typography, alignment, sorting, apparatus, plaintext
    source    an edition's folder: edition.toml and the editor's files, read and checked
    pandoc    Markdown, formulas and manuscripts, through pandoc

The stages, each a function from value to value:

    read      a witness's file of any kind becomes lines, with their form and its pictures
    clean     a witness's lines become headings and paragraphs; every removal names its rule
    describe  what the files of a new edition say of the work: title, author, language
    collate   the witnesses side by side: rows, variants, the editor's choices
    merge     one edition of the bare texts: foreword, work, lacunae
    annotate  notes at their lemmas, parallels, the index, mentions of terms and dates
    compose   the book around the text: title, imprint, contents, glossary, variants, colophon
    suggest   what the edition may still need
    ledger    the account of every line of every witness

From one Edition, and back:

    render    every output, as str or bytes: print, press, epub, tei, site, manuscripts, records
    verify    read the outputs back (readback), compare them with the edition (proof), ask others
              (validators, device_rules, preflight)
    compare   what changed between two releases

The outer layer, which alone touches the disk, the clock and processes:

    runtime   files, workspace, fingerprint, cache, workers, events
    pipeline  who calls the stages and renderers, and publishes: its own docstring is the next stop
    serve     what is published, and the preview, on localhost
    terminal  progress and reports for people; JSON for programs
    setup     a fresh machine, with the standard library alone
    commands  what each task of tasks.py does

`tests/test_layers.py` enforces these layers. `.github/CONTRIBUTING.md` says where to change what.
"""
