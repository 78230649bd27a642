"""Validators that other people wrote, each for its standard; every one returns a `Verdict`.

`epubcheck` (EPUBCheck), `verapdf` (veraPDF) and `ace` (Ace by DAISY) call programs on a file,
`onixcheck` checks a message against the schema of ONIX. `keep_alive` keeps Java processes for the
first two and runs Java in them.
"""
