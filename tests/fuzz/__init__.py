"""Random inputs for every stage, apart from the quick tests: `python -m tests.fuzz --seed 1`.

No input may end in anything but a result that is proven or an EditionError. `inv test --all` tries
some inputs of each property; the command tries as many as it is told, and prints the smallest input
of each failure. An input that failed once stays in `seeds/`.

    mutation     changes of bytes, words, markup and trees
    corpus       the files that are changed: those of the tests, of the editions, and generated ones
    documents    a file of any kind is read, cleaned, collated and written as TEI, or refused
    texts        plain texts are cleaned and collated, with all that must hold for them
    books        random works with notes and choices, in every output
    folders      the files of an edition's folder are read, or refused with a line
    properties   the table of all that is tried
"""
