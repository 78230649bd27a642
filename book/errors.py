"""Errors that a user can correct."""


class EditionError(Exception):
    """A user's mistake or an unreadable input: what is wrong, where, and what to do.

    `file` is relative to the project's folder; `line` counts from 1; 0 stands for none.
    """

    def __init__(self, message: str, *, file: str = "", line: int = 0, remedy: str = "") -> None:
        super().__init__(message)
        self.message, self.file, self.line, self.remedy = message, file, line, remedy

    def __str__(self) -> str:
        start = f"{self.place}: " if self.place else ""
        end = f"\n  {self.remedy}" if self.remedy else ""
        return f"{start}{self.message}{end}"

    @property
    def place(self) -> str:
        """The file and the line, "" without a file."""
        return f"{self.file}:{self.line}" if self.file and self.line else self.file


class ProofError(EditionError):
    """A defect of the program: an output or the ledger does not match the edition.

    Nothing is published then.
    """
