"""A new edition's folder: the files as they are, and a first edition.toml from what they say."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from book.describe import describe_copy, describe_work
from book.describe.trust import order_by_trust
from book.errors import EditionError
from book.model import DEFAULT_LIMITS, Contributor, Finding, Text, Work, WorkDescription
from book.pipeline.questions import ALSO_ASKED, ASKED, Ask, ask_about, no_answer
from book.pipeline.witnesses import clean_witness
from book.read.document import BINARY_SUFFIXES
from book.runtime import workspace
from book.runtime.events import EventHandler, Message, ignore
from book.source.labels import ENGLISH, label_language, label_languages, read_labels
from book.source.roles import guess_roles
from book.source.scaffold import EditionDraft, WitnessDraft, write_settings
from book.source.witness_files import PICTURE_SUFFIXES, WitnessFile, read_copies
from book.text.decode import TWICE, UNMARKED, guess_encoding
from book.text.encodings import EncodingGuess
from book.text.languages import match_language
from book.text.limits import check_size
from book.text.scripts import lacking_for
from book.text.typography import fold, letter_label, xml_id

DECLARED = re.compile(rb"^\s*<\?xml[^>]*encoding\s*=|<meta[^>]*charset\s*=", re.IGNORECASE)
DECLARING = (".html", ".htm", ".xhtml", ".xml")
HEAD_BYTES = 4096  # where a page may declare its encoding
USAGE = "Run: python3 tasks.py new my-edition FILES…"
LATIN = re.compile(r"[a-z]", re.IGNORECASE)
CREDITS = {"trl": "translated-by", "ill": "illustrated-by"}


@dataclass(frozen=True, slots=True)
class NewWitness(WitnessFile):
    """A witness of a new edition; `neighbors` are the files beside it that it names."""

    neighbors: dict[str, bytes] = field(default_factory=dict)

    def neighbor(self, name: str) -> bytes | None:
        """Return a file beside this one, such as a picture, and keep it for the new edition."""
        content = WitnessFile.neighbor(self, name)
        if content is not None and name.lower().endswith((*PICTURE_SUFFIXES, ".css")):
            self.neighbors[posixpath.normpath(name)] = content
        return content


def new_edition(
    slug: str,
    paths: list[Path],
    root: Path = workspace.ROOT,
    on_event: EventHandler = ignore,
    ask: Ask = no_answer,
) -> Path:
    """Make an edition's folder from files and folders of pictures, and return it.

    Say what was found, what was guessed, and what is not known. Raise EditionError if `slug` cannot
    name a folder or is taken, or if no file is given or can be read.
    """
    _check_arguments(slug, paths, root)
    files = [path for path in paths if not path.is_dir()]
    witnesses, guesses = _read_files(files)
    texts = tuple(clean_witness(witness, Work("", "", "")) for witness in witnesses)
    draft = _draft(slug, texts, {w.witness.siglum: w.encoding for w in witnesses}, ask)
    beside = _pictures(paths, witnesses)
    folder = workspace.write_new(slug, files, beside, write_settings(draft), root)
    for line in (*_explained(witnesses, guesses), *_summary(draft, sorted(beside))):
        on_event(Message(slug, line))
    return folder


def _check_arguments(slug: str, paths: list[Path], root: Path) -> None:
    files = [path for path in paths if not path.is_dir()]
    if xml_id(slug) != slug:
        example = xml_id(slug) if LATIN.search(slug) else "my-edition"
        remedy = f"Use lower-case letters, digits and hyphens, such as: {example}"
        raise EditionError(f"{slug!r} cannot name a folder", remedy=remedy)
    if not files:
        what = "only pictures given, no text" if paths else "no files given"
        raise EditionError(what, remedy=USAGE)
    if len(files) > DEFAULT_LIMITS.witnesses:
        message = f"an edition of {len(files):,} files; the limit is {DEFAULT_LIMITS.witnesses}"
        raise EditionError(message, remedy="Give fewer; edition.toml can name more, by [limits].")
    workspace.check_new(slug, files, root)


def _read_files(files: list[Path]) -> tuple[list[NewWitness], list[EncodingGuess]]:
    """Return the witnesses, and a guess at the encoding of each, of which some are certain."""
    copies = read_copies(files)
    guesses = [_guess(copy) for copy in copies]
    witnesses = [
        NewWitness(copy.witness, copy.content, guess.name, folder=copy.folder)
        for copy, guess in zip(copies, guesses, strict=True)
    ]
    return witnesses, guesses


# ── What the files say ───────────────────────────────────────────────────────────────────────────


def _draft(
    slug: str, texts: tuple[Text, ...], encodings: Mapping[str, str], ask: Ask
) -> EditionDraft:
    roles = guess_roles(texts)
    copies = order_by_trust([text for text in texts if roles[text.witness.siglum] == "text"])
    others = [text for text in texts if roles[text.witness.siglum] != "text"]
    work, answers = ask_about(describe_work(copies), ask)
    labels = _labels_for(work.language.value)
    witnesses = [
        _witness(letter_label(number).upper(), text, roles, encodings, work.title.value)
        for number, text in enumerate((*copies, *others), start=1)
    ]
    return EditionDraft(
        slug=slug,
        work=_with_credits(work, labels),
        witnesses=[_without_language(witness, work.language.value) for witness in witnesses],
        date=str(workspace.this_year()),
        labels=labels,
        **answers,
    )


def _labels_for(language: str) -> str:
    """Return the language of the labels if the language of the work has none."""
    return "" if match_language(language, label_languages()) else ENGLISH


def _with_credits(work: WorkDescription, labels: str) -> WorkDescription:
    """Let the title page name translators and illustrators."""
    words = read_labels(label_language(labels or work.language.value))
    people = tuple(_credited(person, words) for person in work.contributors)
    return replace(work, contributors=people)


def _credited(person: Contributor, words: Mapping[str, str]) -> Contributor:
    key = CREDITS.get(person.role)
    return replace(person, credit=words[key].format(name=person.name)) if key else person


def _witness(
    siglum: str, text: Text, roles: Mapping[str, str], encodings: Mapping[str, str], title: str
) -> WitnessDraft:
    """Draft a witness of the work with this title.

    A copy that has another title says so: else its heading would be one of the text.
    """
    about = describe_copy(text)
    role = roles[text.witness.siglum]
    is_commentary = role == "commentary"
    has_title = any(datum.field == "title" for datum in text.metadata)
    other = about.heading if fold(about.heading) != fold(title) else ""
    return WitnessDraft(
        siglum=siglum,
        file=text.witness.file.rsplit("/", 1)[-1],
        role=role,
        encoding=encodings.get(text.witness.siglum, ""),
        language=about.language,
        title=other if not is_commentary else "" if has_title else about.title,
        author=about.author if is_commentary else "",
        publisher=about.publisher,
        date=about.date if is_commentary else about.issued,
        url=about.url,
    )


def _without_language(witness: WitnessDraft, language: str) -> WitnessDraft:
    """Return a witness without its language if it is that of the work, with or without a region."""
    is_same = witness.language.split("-")[0] == language.split("-")[0]
    return replace(witness, language="") if is_same else witness


# ── Pictures ─────────────────────────────────────────────────────────────────────────────────────


def _pictures(paths: Sequence[Path], witnesses: Sequence[NewWitness]) -> dict[str, bytes]:
    """Return the pictures of the folders given, and those that the files name beside themselves."""
    found: dict[str, bytes] = {}
    for name, content in (*_in_folders(paths), *_named(witnesses)):
        if found.setdefault(name, content) != content:
            message = f"two pictures of the files are called {name}"
            raise EditionError(message, remedy="Make an edition of each file, or rename one.")
    return found


def _named(witnesses: Sequence[NewWitness]) -> Iterator[tuple[str, bytes]]:
    for witness in witnesses:
        yield from witness.neighbors.items()


def _in_folders(paths: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    for folder in (path for path in paths if path.is_dir()):
        pictures = [path for path in sorted(folder.rglob("*")) if _is_picture(path)]
        if not pictures:
            raise EditionError("no pictures in this folder", file=str(folder))
        name = folder.resolve().name
        for path in pictures:
            check_size(path.stat().st_size, DEFAULT_LIMITS, str(path))
            yield f"{name}/{path.relative_to(folder).as_posix()}", path.read_bytes()


def _is_picture(path: Path) -> bool:
    return path.suffix.lower() in PICTURE_SUFFIXES and path.is_file()


# ── What is told ─────────────────────────────────────────────────────────────────────────────────


def _summary(draft: EditionDraft, pictures: Sequence[str]) -> Iterator[str]:
    """Yield what was found and where, what is a guess, and what is not known."""
    work = draft.work
    for name in (*ASKED, "date"):
        finding: Finding = getattr(work, name)
        if finding.value:
            yield f"{name}: {finding.value} ({_origin(finding)})"
    yield from (f"{person.role}: {person.name}" for person in work.contributors)
    if copies := [witness.file for witness in draft.witnesses if witness.role == "text"][1:]:
        base = draft.witnesses[0].file
        yield f"printed where copies differ: {base}; compared with it: {', '.join(copies)}"
    if pictures:
        yield f"pictures: {len(pictures)} ({pictures[0]}{' …' * (len(pictures) > 1)})"
    if unknown := [name for name in ASKED if not getattr(work, name).value]:
        yield f"not known: {', '.join(unknown)}; write them where edition.toml says TODO"
    for witness in (each for each in draft.witnesses if each.language):
        yield (
            f"{witness.file}: in another language ({witness.language}), taken as {witness.role}; "
            "a translation should be an edition of its own"
        )
    if left_out := [name for name in ALSO_ASKED if not _known(draft, name)]:
        yield f"left out: {', '.join(left_out)}; add them to edition.toml if you know them"
    if lacking := lacking_for(work.language.value):
        yield f"a book in language {work.language.value!r} cannot be laid out yet: {lacking}"
    if draft.labels:
        yield (
            f"labels (“Contents” …) in {draft.labels!r}: there are none for language "
            f"{work.language.value!r}; there are for: {', '.join(label_languages())}"
        )


def _known(draft: EditionDraft, name: str) -> bool:
    return bool(draft.work.date.value if name == "date" else getattr(draft, name))


def _origin(finding: Finding) -> str:
    place = ": ".join(filter(None, (finding.file, finding.rule)))
    return f"a guess; {place}" if finding.is_guess else place


def _explained(witnesses: Sequence[WitnessFile], guesses: Sequence[EncodingGuess]) -> Iterator[str]:
    for witness, guess in zip(witnesses, guesses, strict=True):
        if guess.name:
            yield _explain(witness.witness.file, guess)


def _guess(witness: WitnessFile) -> EncodingGuess:
    """Return the encoding of a witness: a guess, unless the format says what it is."""
    suffix = Path(witness.witness.file).suffix.lower()
    is_declared = suffix in DECLARING and DECLARED.search(witness.content[:HEAD_BYTES])
    if suffix in BINARY_SUFFIXES or (is_declared and not _is_damaged(witness.content)):
        return UNMARKED
    return guess_encoding(witness.content)


def _is_damaged(content: bytes) -> bool:
    return guess_encoding(content).name == TWICE


def _explain(file: str, guess: EncodingGuess) -> str:
    """Say what was guessed, and what else it may be."""
    if guess.name == TWICE:
        damaged = guess.rivals[0][1]
        return (
            f"{file}: “{damaged}” seems to be “{guess.word}”, read in a wrong encoding; "
            f'edition.toml repairs it by encoding = "{TWICE}". Check it.'
        )
    others = "".join(f"; in {name} it has “{word}”" for name, word in guess.rivals)
    return (
        f"{file} is not UTF-8: edition.toml has encoding = {guess.name!r}, a guess that reads "
        f"“{guess.word}”{others}. Check it."
    )
