"""Hostile web pages: what hides words, and what nests without an end."""

from tests.bench.hostile.marked import nested
from tests.bench.hostile.row import PROSE, HostileInput, text_file

READ = {
    "252 <div> deep": nested("<div>", "</div>", 252),
    "300 <font> that do not end": "<font>" * 300 + "The boat.",
    "300 <div> that do not end": "<div>" * 300 + "The boat.",
    "1,000 <div> deep": nested("<div>", "</div>", 1000),
    "two pages in one file": f"{PROSE}</body></html><html><body><p>The second.</p>",
    "<textarea>": "<textarea>A text in a field.</textarea>",
    "SVG with text": '<svg xmlns="http://www.w3.org/2000/svg"><text>In the drawing.</text></svg>',
    "CDATA": "<p>Before. <![CDATA[ In it. ]]> After.</p>",
    "CDATA in SVG": "<svg><text><![CDATA[ In it. ]]></text></svg>",
    "a <template>": "<template><p>In the template.</p></template>",
    "a <noscript>": "<noscript><p>Without a script.</p></noscript>",
    "a <noscript> in the head": "</body><head><noscript><p>Without it.</p></noscript></head>",
    "a <noscript> after the body": "</body><noscript><p>Without it.</p></noscript>",
    "words after the body": "</body>The boat <i>lay</i> there.",
    "an <iframe>": "<iframe>In the frame.</iframe>",
    "a <select>": "<select><option>One boat<option>Two boats</select>",
    "<xmp> and <listing>": "<xmp>In <b>xmp</b></xmp><listing>In a listing.</listing>",
    "a comment that does not end": "<p>Before.</p><!-- In the comment.",
    "MathML with text": "<math><mtext>In the formula.</mtext></math>",
    "a <details>": "<details><summary>More</summary>It.</details>",
    "a <dialog>": "<dialog>In it.</dialog>",
    "a <title> in the body": "<title>A title below</title>",
    "900 attributes": f"<p {' '.join(f'a{n}=x' for n in range(900))}>The boat.</p>",
    "100,000 <b> and <p>": "<b><p>" * 100_000 + "The boat.",
    "a table in a table in a table": nested("<table><tr><td>", "</td></tr></table>", 50),
}


def _page(body: str) -> str:
    head = "<!DOCTYPE html><html><head><title>Page</title></head>"
    return f"{head}<body><p>{PROSE}</p>{body}</body></html>"


PAGES = (
    HostileInput(
        "HTML: <plaintext>",
        text_file(_page("<plaintext>In plain text <b>bold</b>"), "a.html"),
        r"a\.html:\d+: <plaintext> ",
    ),
    *(
        HostileInput(f"HTML: {name}", text_file(_page(body), "a.html"))
        for name, body in READ.items()
    ),
    *(
        HostileInput(
            f"HTML: {name}", text_file(_page(body), "a.html"), r"sources/hostile/a\.html:\d+: "
        )
        for name, body in {
            "100,000 <div> deep": nested("<div>", "</div>", 100_000),
            "100,000 <font> that do not end": "<font>" * 100_000 + "The boat.",
            "100,000 attributes": f"<p {' '.join(f'a{n}=x' for n in range(100_000))}>The boat.</p>",
            "100,000 tables deep": nested("<table><tr><td>", "</td></tr></table>", 100_000),
        }.items()
    ),
    HostileInput(
        "HTML: a list of styles with 20,000 selectors",
        text_file(
            _page(
                "<style>"
                + "".join(f".a{n} b > i {{color: red}}\n" for n in range(20_000))
                + "</style>"
                + "<p class=a1><b><i>The boat.</i></b></p>" * 500
            ),
            "a.html",
        ),
    ),
)
