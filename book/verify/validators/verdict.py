"""The verdict of a validator on a file: a value that callers can return, compare and show."""

from dataclasses import dataclass

from book.errors import ProofError

ADVISORY = "INFO"  # the only severity that does not make a file invalid
SHOWN = 10  # failures that an error lists


@dataclass(frozen=True, slots=True)
class ValidatorFinding:
    """A finding of a validator on a file.

    `severity` and `rule` are the validator's own ("ERROR" and "RSC-005"). `place` is the first
    place in the file that breaks the rule, `count` the number of such places.
    """

    severity: str
    rule: str
    message: str
    place: str = ""
    count: int = 1

    def __str__(self) -> str:
        """Return the finding on one line.

        >>> print(ValidatorFinding("ERROR", "RSC-005", "element not allowed", "EPUB/a.xhtml:3"))
        EPUB/a.xhtml:3: ERROR RSC-005 element not allowed
        >>> print(ValidatorFinding("error", "ua1 7.1-3", "Content is not tagged", count=4))
        error ua1 7.1-3 Content is not tagged (4 times)
        """
        times = f" ({self.count} times)" if self.count > 1 else ""
        text = f"{self.severity} {self.rule} {self.message}{times}"
        return f"{self.place}: {text}" if self.place else text


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of a run of a validator: what it found, or why it could not run (`skipped`).

    `version` is "" if the validator does not tell it.
    """

    validator: str
    standard: str
    findings: tuple[ValidatorFinding, ...] = ()
    version: str = ""
    skipped: str = ""

    @property
    def name(self) -> str:
        """Return the validator with its version, if that is known."""
        return f"{self.validator} {self.version}".rstrip()

    @property
    def failures(self) -> tuple[ValidatorFinding, ...]:
        """Return the findings that make the file invalid."""
        return tuple(finding for finding in self.findings if finding.severity != ADVISORY)

    def __str__(self) -> str:
        """Return the verdict on one line.

        >>> print(Verdict("veraPDF", "PDF/A-3a and PDF/UA-1", version="1.30.2"))
        veraPDF 1.30.2: PDF/A-3a and PDF/UA-1, 0 failures
        >>> print(Verdict("Ace by DAISY", "WCAG 2", skipped="no Chromium is installed"))
        Ace by DAISY: not run, because no Chromium is installed
        """
        if self.skipped:
            return f"{self.name}: not run, because {self.skipped}"
        return f"{self.name}: {self.standard}, {count_failures(len(self.failures))}"


def count_failures(number: int) -> str:
    """Return a number of failures in words.

    >>> count_failures(1), count_failures(2)
    ('1 failure', '2 failures')
    """
    return f"{number} failure{'' if number == 1 else 's'}"


def raise_on_failures(verdict: Verdict, file: str) -> None:
    """Raise ProofError if the validator found failures in a file; list the first ones.

    A validator that could not run has found none.
    """
    if failures := verdict.failures:
        count = count_failures(len(failures))
        message = f"{verdict.validator} found {count} of {verdict.standard}"
        raise ProofError(message, file=file, remedy="\n  ".join(map(str, failures[:SHOWN])))
