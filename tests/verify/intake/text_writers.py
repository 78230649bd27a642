"""Write a sample as RTF, in Markdown, and as plain text."""

from tests.verify.intake.documents import Part, Run, Sample, cells

CONTROLS = {
    "emphasis": "i",
    "strong": "b",
    "small-capitals": "scaps",
    "superscript": "super",
    "subscript": "sub",
    "underline": "ul",
    "deletion": "strike",
}
MARKS = {
    "emphasis": ("*", "*"),
    "strong": ("**", "**"),
    "superscript": ("<sup>", "</sup>"),
    "subscript": ("<sub>", "</sub>"),
    "underline": ("<u>", "</u>"),
    "deletion": ("~~", "~~"),
    "code": ("`", "`"),
    "link": ("[", "](https://example.org/)"),
    "small-capitals": ('<span style="font-variant: small-caps">', "</span>"),
}


def write_rtf(sample: Sample) -> bytes:
    parts = "".join(map(_rtf_part, sample.parts))
    title = _rtf_text(sample.title)
    fonts = r"{\fonttbl{\f0\fcharset0 Serif;}{\f1\fcharset204 Serif Cyr;}}"
    return rf"{{\rtf1\ansi\ansicpg1252\uc1{fonts}{{\info{{\title {title}}}}}\f0 {parts}}}".encode(
        "ascii"
    )


def _rtf_text(text: str) -> str:
    """Return a text in the three ways in which RTF writes characters that ASCII lacks."""
    return "".join(map(_rtf_character, text))


def _rtf_character(character: str) -> str:
    if character.isascii():
        return character
    try:
        return "".join(f"\\'{byte:02x}" for byte in character.encode("cp1252"))
    except UnicodeEncodeError:
        pass
    try:
        codes = "".join(f"\\'{byte:02x}" for byte in character.encode("cp1251"))
    except UnicodeEncodeError:
        return f"\\u{ord(character)}?"
    return rf"{{\f1 {codes}}}"


def _rtf_run(run: Run) -> str:
    words = _rtf_text(run.words)
    match run.kind:
        case "break":
            return r"\line "
        case "within":
            return f"{_rtf_text(run.words[:2])}{{\\i {_rtf_text(run.words[2:])}}}"
        case "note":
            return rf"{{\super\chftn}}{{\footnote\pard\plain {_rtf_text(run.other)}}}"
        case "ruby":
            return f"{words} ({_rtf_text(run.other)})"
    control = CONTROLS.get(run.kind)
    return rf"{{\{control} {words}}}" if control else words


def _rtf_row(row: tuple[Run, ...]) -> str:
    return " ".join(map(_rtf_run, row))


def _rtf_part(part: Part) -> str:
    if part.kind == "table":
        rows = ""
        for row in part.rows:
            written = cells(row)
            bounds = "".join(rf"\cellx{1000 * (n + 1)}" for n in range(len(written)))
            texts = "".join(rf"\intbl {_rtf_run(run)}\cell " for run in written)
            rows += rf"\trowd{bounds}{texts}\row "
        return rows + r"\pard "
    if part.kind == "hidden":
        return rf"\pard {{\v {_rtf_row(part.rows[0])}}}\par "
    if part.kind == "comment":
        words = _rtf_row(part.rows[0])
        return rf"\pard x{{\*\annotation\pard\plain {words}}}\par "
    return "".join(rf"\pard {_rtf_row(row)}\par " for row in part.rows)


# ── Markdown ─────────────────────────────────────────────────────────────────────────────────────


class _MarkdownWriter:
    def __init__(self) -> None:
        self.notes: list[str] = []

    def write(self, sample: Sample) -> str:
        header = f"---\ntitle: {sample.title}\n---\n\n"
        parts = "\n\n".join(map(self.part, sample.parts))
        notes = "".join(f"\n[^{n}]: {text}\n" for n, text in enumerate(self.notes, 1))
        return f"{header}{parts}\n{notes}"

    def run(self, run: Run) -> str:
        match run.kind:
            case "break":
                return "<br>"
            case "within":
                return f"{run.words[:2]}*{run.words[2:]}*"
            case "note":
                self.notes.append(run.other)
                return f"[^{len(self.notes)}]"
            case "ruby":
                return f"<ruby>{run.words}<rt>{run.other}</rt></ruby>"
        start, end = MARKS.get(run.kind, ("", ""))
        return f"{start}{run.words}{end}"

    def row(self, row: tuple[Run, ...]) -> str:
        return " ".join(map(self.run, row))

    def part(self, part: Part) -> str:
        if part.kind == "table":
            return self.table(part)
        rows = [self.row(row) for row in part.rows]
        match part.kind:
            case "heading":
                return f"## {rows[0]}"
            case "quotation":
                return "\n>\n".join(f"> {row}" for row in rows)
            case "bullets":
                return "\n".join(f"- {row}" for row in rows)
            case "numbers":
                return "\n".join(f"{n}. {row}" for n, row in enumerate(rows, 1))
            case "figure":
                return "\n\n".join(("![](p.png)", *rows))
            case "comment":
                return f"<!-- {rows[0]} -->"
            case "scene-break":
                return "\n\n".join(("* * *", *rows))
            case "poem":
                return "\n".join(f"| {row}" for row in rows)
        return "\n\n".join(rows)

    def table(self, part: Part) -> str:
        rows = [[self.run(run) for run in cells(row)] for row in part.rows]
        width = max(map(len, rows))
        lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
        return "\n".join((lines[0], "|" + "---|" * width, *lines[1:]))


def write_markdown(sample: Sample) -> bytes:
    return _MarkdownWriter().write(sample).encode()


# ── Plain text ───────────────────────────────────────────────────────────────────────────────────


def write_text(sample: Sample) -> bytes:
    writer = _TextWriter()
    parts = [writer.part(part) for part in sample.parts]
    return "\n\n".join((sample.title, *parts, *writer.notes, "")).encode()


class _TextWriter:
    def __init__(self) -> None:
        self.notes: list[str] = []

    def run(self, run: Run) -> str:
        match run.kind:
            case "emphasis":
                return f"_{run.words}_"
            case "strong":
                return f"={run.words}="
            case "break":
                return "\n"
            case "note":
                number = len(self.notes) + 1
                self.notes.append(f"[{number}] {run.other}")
                return f"[{number}]"
            case "ruby":
                return f"{run.words} ({run.other})"
        return run.words

    def part(self, part: Part) -> str:
        written = cells if part.kind == "table" else tuple
        rows = [" ".join(map(self.run, written(row))) for row in part.rows]
        match part.kind:
            case "quotation":
                return "\n\n".join("    " + row.replace("\n", "\n    ") for row in rows)
            case "bullets":
                return "\n".join(f"* {row}" for row in rows)
            case "numbers":
                return "\n".join(f"{n}. {row}" for n, row in enumerate(rows, 1))
            case "poem":
                return "\n".join(f"    {row}" for row in rows)
            case "scene-break":
                return "\n\n".join(("* * * * *", *rows))
            case "figure":
                return f"[Illustration: {rows[0]}]\n\n" + "\n\n".join(rows[1:])
        return "\n\n".join(rows)
