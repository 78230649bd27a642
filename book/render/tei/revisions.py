"""Write the history of the edition, the latest release first (TEI P5, 2.6)."""

from book.model import Edition, Release
from book.render.tei.body import Body
from book.render.tei.elements import Element, element
from book.render.tei.inlines import contents


def revisions(edition: Edition) -> Element:
    body = Body({}, {}, (), {})
    return element(
        "revisionDesc",
        *(_revision(release, body) for release in edition.history),
        xml_lang=edition.imprint.language,
    )


def _revision(release: Release, body: Body) -> Element:
    said = [made for block in release.remarks for made in body.block(block)]
    changes = (
        [element("list", *(element("item", *contents(line, {})) for line in release.changes))]
        if release.changes
        else []
    )
    since = (
        [element("p", element("idno", release.since, type="SHA-256"), rend="since")]
        if release.since
        else []
    )
    return element("change", *said, *changes, *since, when=release.date)
