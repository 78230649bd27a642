"""Read a witness's file: its words as lines, and their form.

builder    collects the lines of a document, block by block
"""
