"""What a family of spelling makes equal, and which words it must not make one."""

import pytest

from book.model import Comparison
from book.text.folding import Folding
from book.text.spelling import SPELLINGS

EQUAL = {
    "ise-ize": "organise/organize realisation/realization analysed/analyzed",
    "our-or": "colour/color honourable/honorable savoury/savory neighbourly/neighborly",
    "re-er": "centre/center theatres/theaters centred/centered sepulchre/sepulcher meagre/meager",
    "ll-l": "travelled/traveled tunnelling/tunneling marvellous/marvelous counsellor/counselor "
    "fuelled/fueled skillful/skilful enrollment/enrolment",
    "ence-ense": "defence/defense pretences/pretenses licenced/licensed defenceless/defenseless",
    "ogue-og": "catalogue/catalog dialogues/dialogs catalogued/cataloged cataloguing/cataloging",
    "ae-e": "encyclopædia/encyclopedia mediaeval/medieval Aeneas/Eneas foetus/fetus amoeba/ameba "
    "phœnix/phenix diarrhoea/diarrhea encyclopædia/encyclopaedia",
    "u-v": "loue/love vpon/upon",
    "i-j": "iustice/justice",
    "oe-ligature": "cœur/coeur Cæsar/Caesar",
    "umlauts": "Goethe/Göthe Aerger/Ärger",
    "oi-ai": "étoit/était avois/avais François/Français foible/faible",
    "fué-fue": "fué/fue á/a vió/vio",
    "greek-accents": "ἄνθρωπος/άνθρωπος ἀρχή/αρχη προΐστημι/προιστημι",
    "yo-ye": "ёлка/елка",
    "pre-reform": "міръ/мир вѣкъ/век Ѳедоръ/Федор",
    "tatweel": "كتـــاب/كتاب",
    "hamza": "أحمد/احمد مؤمن/مومن",
    "final-ya": "على/علي مدرسة/مدرسه",
    "persian-letters": "كتاب/کتاب علي/علی نامۀ/نامه",
    "kana": "カタカナ/かたかな",
    "han-variants": "爲/為 説/說 眞/真",
    "nukta": "ज़मीन/जमीन",
}
DIFFERENT = {
    "ise-ize": "prise/prize rise/rice wise/size",
    "our-or": "four/for hour/hor tour/tor",
    "re-er": "bring/bering bred/bered",
    "ll-l": "filled/filed refilled/refiled unfilled/unfiled called/caled",
    "ence-ense": "hence/hense fences/fenses",
    "ogue-og": "dogged/doged",
    "ae-e": "poet/pet shoe/she canoes/canes toed/ted woe/we poems/pems Michael/Michel does/des",
    "u-v": "love/lone",
    "i-j": "ill/all",
    "oe-ligature": "cor/coeur",
    "umlauts": "Bar/Bär schon/schön",
    "oi-ai": "moi/mai loi/lai voir/vair",
    "fué-fue": "está/esta sé/se mató/mato",
    "greek-accents": "ἀρχή/ἀρχῆς ὥρα/ὁρᾷ",
    "yo-ye": "мел/мал",
    "pre-reform": "объезд/обезд миръ/мор",
    "tatweel": "كتاب/كاتب",
    "hamza": "أمل/عمل",
    "final-ya": "على/علا",
    "persian-letters": "گل/کل",
    "kana": "かな/がな",
    "han-variants": "說/设 人/入",
    "nukta": "जमीन/समीन",
}


def test_each_family_is_tried() -> None:
    assert EQUAL.keys() == DIFFERENT.keys() == SPELLINGS.keys()


@pytest.mark.parametrize("family", SPELLINGS)
def test_a_family_makes_equal_what_it_names_and_nothing_else(family: str) -> None:
    folding = Folding(Comparison((family,)))
    for pairs, is_equal in ((EQUAL, True), (DIFFERENT, False)):
        for pair in pairs[family].split():
            one, other = pair.split("/")
            assert (folding.fold(one) == folding.fold(other)) is is_equal, pair
            assert Folding().fold(one) != Folding().fold(other), pair


@pytest.mark.parametrize("pair", ["can't=cannot", "&=and", "Re-export=export", "5:30=5.30"])
def test_a_pair_is_of_any_words(pair: str) -> None:
    one, other = pair.split("=")
    folding = Folding(Comparison((pair, "ise-ize")))
    assert folding.fold(f"{one},") == folding.fold(other)
