"""What documents say of themselves in attributes, properties and structures of a header.

    package    the package document of an e-book (OPF)
    header     the header of TEI
    page       the head of a web page

The words of these are lines of the witness as well, each with its fate; here is their meaning.
"""
