"""Contributors are named in the metadata, and on the title page if the editor words a credit."""

import re
from pathlib import Path

import pytest

from book.errors import EditionError
from book.pipeline.context import BuildContext
from book.pipeline.edition import assemble_edition
from book.text.contributors import REPLACED, ROLES, credits_of
from book.text.plaintext import plain_chapters
from tests.conftest import SLUG

# The codes of the MARC Code List for Relators (Library of Congress) of April 2025, in order.
MARC = """
abr acp act adi adp anc anl anm ann ant ape apl app aqt arc ard arr art asg asn ato att
auc aud aue aup aus aut bdd bjd bka bkd bkp blw bnd bpd brd brl bsl cad cas ccp chr cli
cll clr clt cmm cmp cmt cnd cng cns coe col com con cop cor cos cot cou cov cpc cpe cph
cpl cpt cre crp crr crt csl csp cst ctb cte ctg ctr cts ctt cur cwt dbd dbp dfd dfe dft
dgc dgg dgs dis djo dln dnc dnr dpc dpt drm drt dsr dst dtc dte dtm dto dub edc edd edm
edt egr elg elt eng enj etr evp exp fac fds fld flm fmd fmk fmo fmp fnd fon fpy frg gdv
gis grt gst his hnr hst ill ilu ink ins inv isb itr ive ivr jud jug lbr lbt ldr led lee
lel len let lgd lie lil lit lsa lse lso ltg ltr lyr mcp mdc med mfp mfr mka mod mon mrb
mrk msd mte mtk mup mus mxe nan nrt onp opn org orm osp oth own pad pan pat pbd pbl pdr
pfr pht plt pma pmn pnc pop ppm ppt pra prc prd pre prf prg prm prn pro prp prs prt prv
pta pte ptf pth ptt pup rap rbr rcd rce rcp rdd red ren res rev rpc rps rpt rpy rse rsg
rsp rsr rst rth rtm rxa sad sce scl scr sde sds sec sfx sgd sgn sht sll sng spk spn spy
srv std stg stl stm stn str swd tad tau tcd tch ths tld tlg tlh tlp trc trl tyd tyg uvp
vac vdg vfx wac wal wam wat waw wdc wde wfs wft wfw win wit wpr wst wts
"""
TABLES = """
[[contributor]]
name = "George Fyler Townsend"
role = "trl"
credit = "Translated by George Fyler Townsend"

[[contributor]]
name = "The Printer"
role = "tyg"

[sort]
"George Fyler Townsend" = "Townsend, George Fyler"
"""


def add(folder: Path, text: str) -> None:
    path = folder / "edition.toml"
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def test_each_is_named_with_role_and_as_filed(root: Path, folder: Path) -> None:
    add(folder, TABLES)
    contributors = credits_of(assemble_edition(SLUG, BuildContext(root)).edition)
    assert [(c.name, c.role, c.sort) for c in contributors] == [
        ("Aesop", "aut", "Aesop"),
        ("the Test Editors", "edt", "Test Editors, the"),
        ("George Fyler Townsend", "trl", "Townsend, George Fyler"),
        ("The Printer", "tyg", "Printer, The"),
        ("Roger L’Estrange", "wfw", "Roger L’Estrange"),
    ]


def test_the_title_page_has_the_editors_credit(root: Path, folder: Path) -> None:
    add(folder, TABLES)
    page = next(
        c
        for c in plain_chapters(assemble_edition(SLUG, BuildContext(root)).edition)
        if c.id == "title-page"
    )
    words = [part for part in page.flow if isinstance(part, str)]
    assert (
        words.index("Translated by George Fyler Townsend")
        == words.index("Edited by the Test Editors") + 1
    )
    assert not [part for part in words if "Printer" in part]


def test_a_name_is_credited_once_in_a_role(root: Path, folder: Path) -> None:
    add(folder, '[[contributor]]\nname = "the Test Editors"\nrole = "edt"\n')
    assert [c.role for c in credits_of(assemble_edition(SLUG, BuildContext(root)).edition)] == [
        "aut",
        "edt",
        "wfw",
    ]


def test_a_series_is_named_in_the_imprint(root: Path, folder: Path) -> None:
    path = folder / "edition.toml"
    path.write_text(
        path.read_text("utf-8").replace(
            'slug = "', 'series = "Small Books"\nseries_number = "4"\nslug = "', 1
        ),
        "utf-8",
    )
    page = next(
        c
        for c in plain_chapters(assemble_edition(SLUG, BuildContext(root)).edition)
        if c.id == "imprint"
    )
    assert "Series: Small Books, 4" in page.flow


def test_a_sort_name_must_be_text(root: Path, folder: Path) -> None:
    add(folder, '[sort]\n"The Printer" = 7\n')
    with pytest.raises(EditionError) as raised:
        assemble_edition(SLUG, BuildContext(root))
    assert raised.value.file == f"sources/{SLUG}/edition.toml"
    assert raised.value.line > 0


@pytest.mark.parametrize(
    ("role", "remedy"),
    [
        ("aui", r"Write wfw \(writer of foreword\), win"),
        ("aft", r"Write waw \(writer of afterword\)\."),
        ("pub", r"Write pbl \(publisher\)\."),
    ],
)
def test_a_role_that_marc_has_no_longer_is_refused(
    role: str, remedy: str, root: Path, folder: Path
) -> None:
    add(folder, f'[[contributor]]\nname = "Ann Other"\nrole = "{role}"\n')
    with pytest.raises(EditionError, match="is not in MARC’s list") as raised:
        assemble_edition(SLUG, BuildContext(root))
    assert re.match(remedy, raised.value.remedy or "")
    line = (folder / "edition.toml").read_text("utf-8").split("\n")[raised.value.line - 1]
    assert line == f'role = "{role}"'


def test_every_role_is_in_marc_s_list() -> None:
    assert sorted(set(ROLES) - set(MARC.split())) == []
    assert not set(REPLACED) & set(MARC.split())
