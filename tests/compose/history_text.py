"""A history of two releases, as an editor writes it."""

from tests.conftest import SLUG

FILE = f"sources/{SLUG}/history.toml"
SINCE = "7fb6654c5ffbfa410cd73a41942027328aa77e7daefc83a0ef1728978b4d262b"
HISTORY = f"""# Two releases.

[[release]]
date = "2024-03"
text = "The first release."

[[release]]
date = "2025-06-01"
text = "A slip was mended; on the source see [@perry, 15] and [](#III)."
since = "{SINCE}"

[[release.change]]
what = "text"
how = "changed"
place = "III ¶1"
old = "took"
new = "mistook"

[[release.change]]
what = "note"
how = "renumbered"
place = "III n. 2–3"
was = "III n. 1–2"

[[release.change]]
what = "note"
how = "added"
place = "I ¶1"
name = "A famished Fox"
note = "1"

[[release.change]]
what = "page"
how = "changed"
place = "1, 5–6"
"""
LINES = [
    "III ¶1: for “took” read “mistook”",
    "III n. 1–2: now III n. 2–3",
    "I ¶1, note 1: added",
    "Pages 1, 5–6: changed",
]
