"""Merge the collated witnesses into one edition: the commentaries as its foreword, then the work."""

from book.merge.foreword import make_foreword
from book.merge.work import make_work
from book.model import Collation, Edition, Imprint, Text, Work


def merge(collation: Collation, texts: tuple[Text, ...], imprint: Imprint, work: Work, words: dict[str, str]) -> Edition:
    """Make the edition of the bare texts, without notes and without the editor's own pages."""
    divisions = (*make_foreword(collation, texts, words), *make_work(collation, texts, work, words))
    variants = tuple(v for row in collation.rows for v in row.variants)
    return Edition(imprint, work, tuple(t.witness for t in texts), divisions, variants, words=words)
