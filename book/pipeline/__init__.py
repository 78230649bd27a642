"""The pipeline: from an edition's folder to what is published. Its modules, from the bottom up:

    context     what a build works with: root, workers, cache, event handler, validators
    witnesses   read, clean and collate the witnesses
    editorial   read what the editor wrote, in one call of pandoc
    fonts       the fonts of an edition's scripts
    edition     run every stage: an edition's folder in, an assembled edition out
    explain     why an edition was built and its documents laid out
    printing    the print edition, typeset and proven
    ebooks      the cover and the e-books, rendered, proven and validated
    manuscripts the TEI document and the manuscripts, rendered and proven
    records     the download page and the records beside an edition's books
    glyph_check whether the fonts can draw every character
    proofs      the proof of each output: it is read back and compared with the edition
    outputs     every output of an edition, proven and validated
    manifest    what an edition was made from, and the checksums
    lost_pictures   names the pictures that a build could not print
    build       build one edition and publish it: all of it or nothing

Above them:

    catalog     the catalog of all editions in dist/
    scheduler   which editions are stale, and who builds them
    many/       many editions side by side, on this machine or a cluster
    drafts      one output alone, in build/
    press       the printer's files
    preview     a draft at every save
    check       check what is published
    published   whether the release in a folder is whole
    release     compare a release with the next one; record it
    reproduce   rebuild a release, and compare every byte
    scaffold    a new edition's folder
    where/      where words are, and what became of a line

Outputs depend only on `build` and what it imports: `runtime.fingerprint` finds these modules and
digests them.
"""
