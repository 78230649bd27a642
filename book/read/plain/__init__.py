"""Read a plain text file: a line for each line of the file, and the form that its typist showed.

rows       the lines of the file in groups that blank lines divide, and the page they were typed for
marks      _italics_, =bold= and the like
verse      stanzas, the indents and the numbers of their lines
prose      block quotations, signatures, and the joining of wrapped lines
brackets   [Illustration: …], [Sidenote: …], [Footnote 1: …]
notes      their calls, and where they stand
tables     columns
drama      speeches and stage directions
plan       finds out what each group is
reader     writes the lines, group by group
"""
