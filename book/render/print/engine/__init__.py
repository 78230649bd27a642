"""All code that touches private parts of WeasyPrint or pydyf; UPGRADE.md lists what it touches.

Other packages import these modules when a page is laid out or joined, as to import WeasyPrint takes
half a second.

    versions      the versions that this code is written for
    libraries     the versions of the libraries below WeasyPrint
    layout        a document laid out with all of its notes
    repairs       patches of WeasyPrint's placement of notes
    bidi          lines in which words run from right to left
    placed_notes  where notes are placed; notes in the margin
    line_numbers  line numbers in the margin, and in the notes that are keyed to them
    note_layouts  the levels of notes at the foot of a page: run on, or in columns
    outside       what lies outside its page
    drawing       a drawing (SVG) as a page
    draw          a laid-out document as rendered pages
    number_slots  where the page numbers of a drawn page stand
    tags          the structure tree for screen readers
    join          rendered documents joined in one file
    join_fonts    their fonts
    finish        metadata, page labels, hyphens
    attachments   files attached to the PDF
    marks         boxes and marks for the printer
    file          the objects of the PDF written as a file
"""
