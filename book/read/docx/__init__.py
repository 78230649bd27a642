"""Read a DOCX (Office Open XML, ECMA-376) as a document of a word processor.

package    the parts of the file, and what their relationships name
looks      styles: what runs and paragraphs are, by themselves and by their styles
numbering  the numbers that Word prints before paragraphs
runs       the runs of a paragraph
drawings   pictures, text boxes, diagrams
formulas   formulas as MathML
blocks     paragraphs, tables, notes, headers
reading    the whole document
"""
