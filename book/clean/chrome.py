"""The lines of a page that are nothing but a button, a counter, a caption or a link."""

import re

from book.clean.scripts import HAN_CLASS

SITE = (
    r"(?:facebook|twitter|x|weibo|wechat|linkedin|whatsapp|telegram|instagram|reddit|pinterest"
    r"|e-?mail|your \w+|social media)\b.{0,40}"
)
CHROME = re.compile(
    rf"share(?: (?:this|the) (?:article|page|post|story))?(?: (?:on|to|via|with) {SITE})?"
    r"|share this|(?:re)?tweet"
    r"|(?:print|e-?mail|save)(?: (?:this )?(?:page|article|story))?"
    r"|advertisements?|subscribe(?: now)?"
    r"|sign (?:up|in)(?: (?:now|here|(?:to|for|with) .{0,39}[^.!?]))?|log ?in"
    r"|related (?:articles|stories|news|links):?"
    r"|read more(?:\s*[:»›>…→].{0,80}|(?: (?:about|on|at|from|here)\b.{0,79}[^.!?])?)"
    r"|more (?:stories|news)(?: from.{0,39}[^.!?])?|click here(?: .{0,60})?"
    r"|follow us(?:(?: (?:on|at) |\s*[:：]\s*).{1,40})?"
    r"|(?:\d+ )?comments?(?: \(\d+\))?|leave a (?:comment|reply)|back to top"
    r"|skip to (?:main )?content|loading(?:\.{3}|…)?"
    r"|most (?:read|viewed|popular)|editor[’']s picks?"
    r"|[\[(]?photos?\s*[/:：].{1,80}|[\[(]?photos? by (?-i:[A-Z]).{0,60}[^.!?]"
    r"|[(\[]?(?:file )?photo[)\]]?"
    r"|分享(?:到.{0,20})?|打印(?:本页)?",
    re.IGNORECASE,
)
SITES = r"(?:facebook|twitter|weibo|wechat|linkedin|whatsapp|telegram|instagram|reddit|pinterest)"
# Buttons in other languages name what they act on: one word alone may be a line of verse.
SHARE_ROW = re.compile(
    rf"(?:{SITES}[\s|/·•,]*){{2,}}(?:e-?mail|print)?"
    rf"|(?:(?:auf|via|über) )?{SITES} teilen|(?:partager|compartir|compartilhar|condividi"
    rf"|поделиться|delen|dela|udostępnij) (?:sur|en|no|su|в|op|på|na) {SITES}"
    rf"|{SITES}(?:で|に)(?:シェア|共有)(?:する)?|(?:分享|转发|轉發)[到至].{{1,20}}",
    re.IGNORECASE,
)
FONT_SIZE = re.compile(
    r"(?:(?:font|text) size|schriftgr(?:ö|oe)(?:ß|ss)e|taille (?:du texte|de (?:la )?police)"
    r"|tama[ñn]o de(?:l texto| (?:la )?letra)|dimensione (?:del )?testo|размер шрифта)"
    r"(?:\s*[:：].{0,30})?"
    r"|(?:(?:small|medium|large)\W*){2,3}|(?-i:A)[+-]?(?:[\s|/]+(?-i:A)[+-]?){1,3}"
    r"|[【\[(（]?(?:字[号體体號]|文字サイズ)(?:大小)?\s*(?:[:：]|[大小])[大中小標标准默认超特+\s|/-]*"
    r"[】\])）]?"
    r"|大[\s|/]*中[\s|/]*小",
    re.IGNORECASE,
)
COUNTER = re.compile(
    r"\d[\d.,]* (?:kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties"
    r"|kommentarer|komentarz[ey]|комментари\w+|views|shares|likes)"
    r"|(?:kommentare?|commentaires?|comentarios?|comentários?|commenti|комментарии|评论|コメント)"
    r"\s*[(（]\d+[)）]|\d+\s*(?:条评论|件のコメント)"
    r"|(?:views|阅读(?:量|数)?|浏览(?:次数|量|数)?|点击(?:量|数)?)\s*[:：]\s*[\d,.]+次?",
    re.IGNORECASE,
)
RELATED = re.compile(
    r"(?:lesen sie auch|mehr zum thema|(?:à|a) lire aussi|lire aussi|lee también"
    r"|te puede interesar|leia (?:também|mais)|veja também|leggi anche|читайте также"
    r"|материалы по теме|lees ook|läs också|czytaj (?:także|też)|関連記事|あわせて読みたい"
    r"|相关(?:新闻|阅读|文章|链接|报道)|相關新聞|延伸阅读)"
    r"\s*(?:[:：].{0,120})?",
    re.IGNORECASE,
)
CREDIT_WORD = (
    r"(?:file |ap |afp |reuters )?(?:photos?|pictures?|images?|foto(?:grafía)?|bild|crédits? photo"
    r"|imagen|immagine|фото|写真|照片|图片|资料图)"
)
# A caption is told by the credit at its end; without one it is a sentence like any other.
CAPTION = re.compile(
    rf"{CREDIT_WORD}\s*[:：/]\s*(?-i:(?![a-zà-ÿа-я])[^\W\d_]).{{0,60}}[^.!?]"
    rf"|.{{4,250}}[(（\[]\s*{CREDIT_WORD}\s*(?:[:：/|]|by|von|par|por|di)[^()（）\[\]]{{1,60}}[)）\]]"
    rf"|.{{4,250}}[(（\[](?:file|ap|afp) photo[)）\]]"
    rf"|.{{0,250}}?[(（]?(?:新华社|中新社|人民网)?(?:记者|發)\s*[{HAN_CLASS}\s、]{{2,12}}摄(?:影)?[)）]?",
    re.IGNORECASE,
)
CHROMES = (CHROME, SHARE_ROW, FONT_SIZE, COUNTER, RELATED, CAPTION)


def match_chrome(text: str) -> re.Match[str] | None:
    """Return a match of a whole line that is no text, None for any other."""
    return next(filter(None, (pattern.fullmatch(text) for pattern in CHROMES)), None)
