"""Render the catalog of all editions for reading apps: OPDS 2.0 (JSON) and OPDS 1.2 (Atom).

Each edition has a record, `publication.json`, in its folder; it is rendered when the edition is
built. The catalog is put together from the records of what is published, so it never lists what
is missing. Links are relative to the file they are in, as each app resolves them, unless the
edition has an address of its own.
"""

from book.render.opds.atom import render_opds1
from book.render.opds.catalog import CatalogPage, Records, common_base_url, page_file, paginate
from book.render.opds.json_feed import render_opds2
from book.render.opds.record import Record, render_record, rfc3339_instant
from book.render.opds.vocabulary import ATOM_TYPE, JSON_TYPE, RECORD_TYPE

__all__ = [
    "ATOM_TYPE",
    "JSON_TYPE",
    "RECORD_TYPE",
    "CatalogPage",
    "Record",
    "Records",
    "common_base_url",
    "page_file",
    "paginate",
    "render_opds1",
    "render_opds2",
    "render_record",
    "rfc3339_instant",
]
