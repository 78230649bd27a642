"""What can be wrong, said so that the reader can mend it."""


class EditionError(Exception):
    """A user's mistake or an unreadable input: what was found, where, and what to do.

    `file` is relative to the project's folder; `line` counts from 1, 0 when no line is meant.
    """

    def __init__(self, message: str, *, file: str = "", line: int = 0, remedy: str = "") -> None:
        super().__init__(message)
        self.message, self.file, self.line, self.remedy = message, file, line, remedy

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.file and self.line else self.file
        return "".join(
            (
                f"{place}: " if place else "",
                self.message,
                f"\n  {self.remedy}" if self.remedy else "",
            )
        )


class ProofError(EditionError):
    """An output or the ledger does not hold what the edition holds: a defect that must not be published."""
