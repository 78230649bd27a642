"""Read an ODT (OpenDocument 1.3) as a document of a word processor.

names      the namespaces
styles     what runs and paragraphs are, by their styles
lists      the numbers that are printed before paragraphs
runs       the runs of a paragraph, with fields and notes
frames     pictures, text boxes, formulas
blocks     paragraphs, lists, tables, sections
reading    the whole document
"""
