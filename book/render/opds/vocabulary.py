"""Media types, link relations and properties, as OPDS and its vocabularies spell them."""

ATOM_TYPE = "application/atom+xml;profile=opds-catalog;kind=acquisition"  # OPDS 1.2, 7.1
JSON_TYPE = "application/opds+json"
RECORD_TYPE = "application/opds-publication+json"

# OPDS 1.2, 5.2.1: free of charge, without registration.
ACQUISITION = "http://opds-spec.org/acquisition/open-access"
IMAGE = "http://opds-spec.org/image"  # OPDS 1.2, 5.2.2
THUMBNAIL = "http://opds-spec.org/image/thumbnail"

# Readium has no words for these; properties of other vocabularies are written as addresses.
RIGHTS = "http://purl.org/dc/terms/rights"
ISSUED = "http://purl.org/dc/terms/issued"  # as exact as it is known: a year, a month or a day
AUDIENCE = "http://purl.org/dc/terms/audience"
ABSTRACT = "http://purl.org/dc/terms/abstract"  # the short description, beside a long one

# The schemes of subjects: Readium's addresses, and that of the Library of Congress.
SCHEMES = {
    "thema": "https://ns.editeur.org/thema/",
    "bisac": "https://www.bisg.org/#bisac",
    "lcsh": "http://id.loc.gov/authorities/subjects",
}

# Readium's roles by MARC's; all other roles are those of contributors.
ROLES = {
    "aut": "author",
    "edt": "editor",
    "trl": "translator",
    "ill": "illustrator",
    "art": "artist",
}
CONTRIBUTORS = ("editor", "translator", "illustrator", "artist", "contributor")  # but authors
