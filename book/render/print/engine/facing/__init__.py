"""Lay out two versions of a text on pages that face each other.

`pages` makes a page so that it ends where the other one ends; `steps` lays out both in step.
"""
