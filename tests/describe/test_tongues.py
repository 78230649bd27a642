"""The language of a text, by its words: also under a title in Latin letters."""

import pytest

from book.clean import clean
from book.describe import describe_work
from book.model import Witness, Work
from book.source.labels import label_languages
from book.text.decode import split_lines

TEXTS = {
    "fr": (
        "Un renard affamé vit des grappes mûres pendre à une treille au-dessus du chemin. Il "
        "sauta longtemps pour les atteindre, mais la treille était trop haute et ses forces "
        "l’abandonnèrent. À la fin, il s’en alla en disant que les raisins étaient trop "
        "verts."
    ),
    "la": (
        "Vulpes esuriens uvas maturas vidit, quae de alta vite super viam pendebant. Diu "
        "saliebat ut eas attingeret, sed vitis nimis alta erat et vires eam deseruerunt. "
        "Tandem discessit dicens uvam nondum maturam esse nec tanto labore dignam."
    ),
    "zh-Hans": (
        "这是一个关于狐狸的故事。狐狸看见葡萄，跳了很久，可是葡萄太高了，它够不着。最后它走开"
        "了，说：这些葡萄是酸的，不值得费这么大的力气。从前有一个人，他常常对学生说这个故事，"
        "让他们明白道理。"
    ),
    "zh-Hant": (
        "這是一個關於狐狸的故事。狐狸看見葡萄，跳了很久，可是葡萄太高了，它夠不著。最後它走開"
        "了，說：這些葡萄是酸的，不值得費這麼大的力氣。從前有一個人，他常常對學生說這個故事，"
        "讓他們明白道理。"
    ),
    "ja": (
        "腹をすかせた狐が、道の上の棚から下がる熟した葡萄の房を見つけた。狐はそれに届こうと長"
        "いあいだ跳びはねたが、棚は高すぎて力が尽きた。とうとう狐は、あの葡萄は酸っぱい、苦労"
        "するほどのものではないと言って立ち去った。"
    ),
    "ko": (
        "배고픈 여우가 길 위의 시렁에 매달린 잘 익은 포도송이를 보았다. 여우는 "
        "오랫동안 뛰어올랐지만 시렁이 너무 높아서 힘이 다하였다. 마침내 여우는 저 "
        "포도는 시어서 애쓸 만한 것이 못 된다고 말하며 떠났다."
    ),
    "he": (
        "שועל רעב ראה אשכולות ענבים בשלים תלויים מעל הדרך. זמן רב קפץ כדי להגיע אליהם, אך "
        "הגפן הייתה גבוהה מדי וכוחו אזל. לבסוף הלך לו ואמר שהענבים חמוצים ואינם שווים את "
        "הטורח."
    ),
    "ar": (
        "رأى ثعلب جائع عناقيد ناضجة تتدلى من عريشة فوق الطريق. قفز طويلا ليبلغها، لكن العريشة "
        "كانت عالية جدا وخارت قواه. وفي النهاية انصرف وهو يقول إن العنب حامض ولا يستحق كل هذا "
        "العناء."
    ),
    "fa": (
        "روباهی گرسنه خوشه‌های رسیدهٔ انگور را دید که از داربستی بالای راه آویزان بود. مدتی "
        "دراز پرید تا به آن‌ها برسد، اما داربست بسیار بلند بود و نیرویش به پایان رسید. "
        "سرانجام رفت و گفت که این انگورها ترش است و به این همه رنج نمی‌ارزد."
    ),
    "hi": (
        "एक भूखी लोमड़ी ने रास्ते के ऊपर लटकते हुए पके अंगूरों के गुच्छे देखे। वह उन तक "
        "पहुँचने के लिए बहुत देर तक उछलती रही, पर बेल बहुत ऊँची थी और उसकी शक्ति जाती रही। "
        "अंत में वह यह कहती हुई चली गई कि अंगूर खट्टे हैं।"
    ),
    "sa": (
        "एका क्षुधिता शृगाली मार्गस्य उपरि लम्बमानानि पक्वानि द्राक्षागुच्छानि अपश्यत्। सा "
        "तानि प्राप्तुं चिरम् उत्पतत्, किन्तु लता अतीव उच्चा आसीत् तस्याः शक्तिश्च क्षीणा। "
        "अन्ते सा द्राक्षाः अम्लाः इति वदन्ती अगच्छत्।"
    ),
    "el-polyton": (
        "Ἐν ἀρχῇ ἦν ὁ λόγος, καὶ ὁ λόγος ἦν πρὸς τὸν θεόν, καὶ θεὸς ἦν ὁ λόγος. οὗτος ἦν ἐν "
        "ἀρχῇ πρὸς τὸν θεόν. πάντα δι’ αὐτοῦ ἐγένετο, καὶ χωρὶς αὐτοῦ ἐγένετο οὐδὲ ἕν. ὃ "
        "γέγονεν ἐν αὐτῷ ζωὴ ἦν, καὶ ἡ ζωὴ ἦν τὸ φῶς τῶν ἀνθρώπων."
    ),
    "el": (
        "Μια πεινασμένη αλεπού είδε ώριμα τσαμπιά να κρέμονται από μια κληματαριά πάνω από "
        "τον δρόμο. Πήδηξε πολλή ώρα για να τα φτάσει, αλλά η κληματαριά ήταν πολύ ψηλή και "
        "οι δυνάμεις της την εγκατέλειψαν."
    ),
    "tr": (
        "Aç bir tilki, yolun üstündeki çardaktan sarkan olgun salkımları gördü. Onlara "
        "ulaşmak için uzun süre sıçradı, ama çardak çok yüksekti ve gücü tükendi. Sonunda "
        "üzümlerin ekşi olduğunu söyleyerek gitti."
    ),
    "uk": (
        "Голодна лисиця побачила спілі грона, що звисали з альтанки над дорогою. Довго вона "
        "стрибала, щоб їх дістати, але альтанка була надто висока, і сили її покинули. "
        "Нарешті вона пішла, кажучи, що виноград зелений."
    ),
}


@pytest.mark.parametrize("language", TEXTS)
def test_the_language_of_the_words_has_labels(language: str) -> None:
    lines = split_lines(f"Titel\n\n{TEXTS[language]}", "copy.txt")
    text = clean(Witness("A", "copy.txt", "text", lines), Work("", "", ""))
    assert describe_work([text]).language.value == language
    assert language in label_languages()
