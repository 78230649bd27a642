"""Make templates/subjects/subjects.zip anew: python -m tests.source.make_subject_lists CSV JSON.

CSV is `subjects_lcsh.csv` of the package invenio-subjects-lcsh (the headings of id.loc.gov, which
are in the public domain), JSON is `thema_en.json` of django-thema (EDItEUR's Thema). The headings
of the Library of Congress are divided by their codes, so that few are unpacked to find one.
"""

import csv
import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from book.source.subject_lists import FILE, member_of
from book.text.grouping import group_values

TARGET = Path(__file__).resolve().parents[2] / "templates" / FILE
DATE = (1980, 1, 1, 0, 0, 0)


def main(lcsh: Path, thema: Path) -> None:
    rows = [*_thema(thema), *_lcsh(lcsh)]
    members = group_values((member_of(*row[:2]), "\t".join(row[1:])) for row in rows)
    TARGET.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(TARGET, "w", zipfile.ZIP_LZMA) as archive:
        for name, lines in sorted(members.items()):
            entry = zipfile.ZipInfo(name, DATE)
            entry.create_system = 3
            content = "".join(f"{line}\n" for line in sorted(lines))
            archive.writestr(entry, content, zipfile.ZIP_LZMA)


def _lcsh(file: Path) -> Iterator[tuple[str, str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        for row in csv.DictReader(opened):
            yield "lcsh", row["id"].rpartition("/")[2], row["subject"]


def _thema(file: Path) -> Iterator[tuple[str, str, str]]:
    for category in json.loads(file.read_text("utf-8"))["categories"]:
        yield "thema", category["code"], category["heading"]


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
