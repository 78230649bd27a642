"""Validators that other people wrote, each for its standard; every one returns a `Verdict`.

`epubcheck` (EPUBCheck), `verapdf` (veraPDF) and `ace` (Ace by DAISY) call programs on a file,
`onixcheck` checks a message against the schema of ONIX. `java` runs the first two, in a process for
one file or in a `server`.
"""
