"""What printers ask for, as their own documents say it. Lengths are in points.

A printer may change its rules: `PrinterProfile.sources` names the documents and their dates, and
the preflight prints them. Where a document is silent, the rule is left out, not guessed.
"""

from book.errors import EditionError
from book.model.press import PrinterProfile

INCH = 72.0
MM = 72 / 25.4


def _sources(text: str) -> tuple[str, ...]:
    """Return the items of a list, each on one line."""
    return tuple(" ".join(item.split()) for item in text.split("\n- ")[1:])


PLAIN = PrinterProfile(
    name="plain",
    title="a printer without a profile",
    has_marks=True,
    inside_bleed=3 * MM,
    cover_bleed=3 * MM,
    signature=4,
    paper="kdp-cream",
    most_ink=240,
    sources=_sources("""
- Bleed and resolution: Ghent Workgroup specifications of 2015.
- Ink: Lightning Source, “Ink Coverage Exceeds 240% CMYK”.
"""),
)
KDP = PrinterProfile(
    name="kdp",
    title="Amazon KDP, paperback in black ink",
    cover_bleed=0.125 * INCH,
    paper="kdp-cream",
    least_pages=24,
    most_pages=828,
    gutters=(
        (150, 0.375 * INCH),
        (300, 0.5 * INCH),
        (500, 0.625 * INCH),
        (700, 0.75 * INCH),
        (828, 0.875 * INCH),
    ),
    edge=0.25 * INCH,
    cover_edge=0.125 * INCH,
    sources=_sources("""
- Pages, gutter and margins without bleed: KDP Help, “Set Trim Size, Bleed, and Margins”
  (kdp.amazon.com/help/topic/GVBQ3CMEQW3W2VL6), as kdp-preflight-cli restates it on PyPI, read in
  November 2026.
- No marks, 300 ppi: KDP Help, “Save Your Manuscript File”
  (kdp.amazon.com/help/topic/GYEKAVKMSE23PFTM).
- Spine, its text from 79 pages on, bleed of the cover: KDP Help, “Create a Paperback Cover”
  (kdp.amazon.com/help/topic/G201953020), as lessoncraftstudio.com restates it, read in November
  2026.
- Distance of words from the edges of the cover: CreateSpace, “Cover PDF” (before 2018), as
  restated in github.com/greyscalepress/manifestos.
"""),
)
INGRAM = PrinterProfile(
    name="ingram",
    title="IngramSpark, perfect bound in black ink",
    cover_bleed=0.125 * INCH,
    least_pages=18,
    most_pages=1050,
    gutters=((1050, 0.5 * INCH),),
    edge=0.5 * INCH,
    cover_edge=0.25 * INCH,
    ends_blank=True,
    most_ink=240,
    spine_advice="IngramSpark’s Cover Template Generator gives the width of the spine. Give "
    "--paper the thickness of a leaf, such as 115um: twice that width, divided by the pages",
    sources=_sources("""
- No marks, embedded fonts, a blank last page, margins of 0.5 inches: IngramSpark, “File
  Requirements for Print Books” (ingramspark.com/blog, 31 January 2017).
- Words on the cover 0.25 inches from the trim: IngramSpark Help, “Manufacturing and File Setup
  Tips” (article 5338636202637).
- Pages (the most are those of crème paper of 50 lb), and a bleed of 0.125 inches, none for an
  inside that has none: IngramSpark’s trim size matrix and File Creation Guide, as
  kernsetzer-model 0.1.3 (docs.rs) restates them, checked there on 21 October 2026.
- Ink: Lightning Source, “Ink Coverage Exceeds 240% CMYK”.
"""),
)
LULU = PrinterProfile(
    name="lulu",
    title="Lulu, perfect bound",
    inside_bleed=0.125 * INCH,
    cover_bleed=0.125 * INCH,
    paper="lulu",
    spine_extra=0.06 * INCH,
    least_pages=32,
    most_pages=800,
    gutters=(
        (59, 0.5 * INCH),
        (150, 0.625 * INCH),
        (399, 1.0 * INCH),
        (600, 1.125 * INCH),
        (800, 1.25 * INCH),
    ),
    edge=0.5 * INCH,
    cover_edge=0.5 * INCH,
    least_spine_pages=81,
    sources=_sources("""
- Bleed, safety margin, no marks: Lulu Help, “What is full bleed?” (article 64000255584).
- Gutter (p. 9; where two bands meet, the wider one), spine of pages / 444 + 0.06 inches (p. 13),
  no text on it up to 80 pages (p. 15), inside and cover (pp. 23–24): Lulu Book Creation Guide
  (assets.lulu.com/media/guides/en/lulu-book-creation-guide.pdf), as restated in public
  repositories, read in November 2026.
- At least 32 pages: Lulu, “Spine Width Calculator”; at most 800: the guide.
"""),
)
PROFILES = {profile.name: profile for profile in (PLAIN, KDP, INGRAM, LULU)}


def find_profile(name: str) -> PrinterProfile:
    """Return a profile by its name. Raise EditionError if there is none.

    >>> find_profile("KDP").title
    'Amazon KDP, paperback in black ink'
    """
    if profile := PROFILES.get(name.strip().lower()):
        return profile
    raise EditionError(
        f"unknown printer {name!r}", remedy=f"Give --profile one of: {', '.join(PROFILES)}."
    )
