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
