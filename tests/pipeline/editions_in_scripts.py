"""The smallest editions in languages with scripts of their own: our own words, in two copies."""

from pathlib import Path

SETTINGS = """[edition]
slug = "{slug}"
title = "{title}"
language = "{language}"
date = "2026"
identifier = "urn:uuid:5e1f8a1e-6f3f-5d0a-8a55-0d6d1d3b7c12"

[work]
title = "{title}"
author = "{author}"

[[witness]]
siglum = "A"
file = "a.md"
role = "text"

[[witness]]
siglum = "B"
file = "b.md"
role = "text"
"""
# Title, author, heading, paragraphs with emphasis and Latin words, a word and its variant.
EDITIONS: dict[str, tuple[str, str, str, tuple[str, ...], tuple[str, str]]] = {
    "zh-Hans": (
        "山中小记",
        "无名氏",
        "第一章　清晨",
        (
            (
                "清晨的山路上没有人，只有溪水在石头间慢慢地流。“这条路通到哪里？”我问自己，"
                "却没有回答。*山那边*也许还有村子，也许什么都没有——谁知道呢？"
            ),
            (
                "老人说：“你若要去，就带上这本书（*On Walking*，1862）吧。”他的话**很短**，"
                "我却记了许多年；后来才懂得，路是走出来的，不是问出来的。"
            ),
        ),
        ("清晨", "早晨"),
    ),
    "zh-Hant": (
        "山中小記",
        "無名氏",
        "第一章　清晨",
        (
            (
                "清晨的山路上沒有人，只有溪水在石頭間慢慢地流。「這條路通到哪裡？」我問自己，"
                "卻沒有回答。*山那邊*也許還有村子，也許什麼都沒有——誰知道呢？"
            ),
            (
                "老人說：「你若要去，就帶上這本書（*On Walking*，1862）吧。」他的話**很短**，"
                "我卻記了許多年；後來才懂得，路是走出來的，不是問出來的。"
            ),
        ),
        ("清晨", "早晨"),
    ),
    "ja": (
        "山の小さな記",
        "読み人しらず",
        "第一章　朝",
        (
            (
                "朝の山道には人がなく、ただ谷川の水が石の間をゆっくりと流れていた。「この道はどこへ"
                "通じているのか」と自分に尋ねたが、答えはなかった。*山の向こう*には村があるかもしれ"
                "ないし、何もないかもしれない――だれが知ろう。"
            ),
            (
                "老人は言った。「行くのなら、この本（*On Walking*、1862）を持って行きなさい。」その"
                "言葉は**短かった**が、長い間忘れなかった。ちょっとした旅のつもりであった。"
            ),
        ),
        ("山道", "やまみち"),
    ),
    "ko": (
        "산속의 작은 기록",
        "지은이 모름",
        "첫째 장 아침",
        (
            (
                "아침의 산길에는 사람이 없고, 다만 시냇물이 돌 사이로 천천히 흐르고 있었다. "
                "“이 길은 어디로 가는가?” 하고 스스로 물었으나 대답은 없었다. "
                "*산 너머*에는 마을이 있을지도 모르고, 아무것도 없을지도 모른다. 누가 알겠는가?"
            ),
            (
                "노인이 말하였다. “가려거든 이 책(*On Walking*, 1862)을 가져가게.” "
                "그의 말은 **짧았지만** 오랫동안 잊지 않았다. 길은 물어서 생기는 것이 아니라 "
                "걸어서 생기는 것(道)이었다."
            ),
        ),
        ("산길", "산의 길"),
    ),
    "hi": (
        "पहाड़ की छोटी कथा",
        "अज्ञात",
        "पहला अध्याय सुबह",
        (
            (
                "सुबह के पहाड़ी रास्ते पर कोई नहीं था, केवल झरने का पानी पत्थरों के "
                "बीच धीरे-धीरे बह रहा था। "
                "“यह रास्ता कहाँ जाता है?” मैंने अपने से पूछा, पर उत्तर न मिला। "
                "*पहाड़ के पार* शायद "
                "कोई गाँव हो, शायद कुछ भी न हो; कौन जानता है?"
            ),
            (
                "बूढ़े ने कहा, “जाना हो तो यह किताब (*On Walking*, 1862) ले जाओ।” "
                "उसकी बात **छोटी** थी, "
                "पर मैं उसे बहुत वर्षों तक नहीं भूला। निर्मित रास्ता चलने से बनता है, "
                "पूछने से नहीं।"
            ),
        ),
        ("सुबह", "प्रातः"),
    ),
    "sa": (
        "श्रीमद्भगवद्गीता",
        "व्यासः",
        "प्रथमोऽध्यायः",
        (
            ("धर्मक्षेत्रे कुरुक्षेत्रे समवेता युयुत्सवः। मामकाः पाण्डवाश्चैव *किमकुर्वत* सञ्जय॥"),
            (
                "सञ्जय उवाच (*Gita*, 1785)। दृष्ट्वा तु पाण्डवानीकं व्यूढं **दुर्योधनस्तदा**। "
                "आचार्यमुपसङ्गम्य राजा वचनमब्रवीत्॥"
            ),
        ),
        ("युयुत्सवः", "युयुत्सुकाः"),
    ),
}


def write_edition(root: Path, language: str) -> str:
    """Write an edition into a workspace, and return its slug."""
    title, author, heading, paragraphs, (word, variant) = EDITIONS[language]
    slug = f"tiny-{language.lower()}"
    folder = root / "sources" / slug
    folder.mkdir(parents=True)
    text = f"# {heading}\n\n" + "\n\n".join(paragraphs * 3) + "\n"
    settings = SETTINGS.format(slug=slug, title=title, language=language, author=author)
    (folder / "a.md").write_text(text, "utf-8")
    (folder / "b.md").write_text(text.replace(word, variant, 2), "utf-8")
    (folder / "edition.toml").write_text(settings, "utf-8")
    return slug
