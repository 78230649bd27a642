"""The values that rules declare: shorthands, variables, words."""

from collections.abc import Mapping, Sequence
from typing import Any

from book.verify.readback.style_rules import Declaration

Token = Any  # tinycss2 has no types
Tokens = Sequence[Token]
SIDES = ("top", "right", "bottom", "left")
LINE_SIDES = ("inline-start", "inline-end")  # CSS Logical Properties 1: left or right


def replace_longhands(declaration: Declaration, values: dict[str, Tokens]) -> None:
    """Let a shorthand replace what it is short for."""
    match declaration.name:
        case "background":
            values.pop("background-color", None)
        case "background-color":
            values.pop("background", None)
        case "font":
            values.pop("font-size", None)
        case "font-size":
            values.pop("font", None)
        case "inset" | "margin":
            prefix = "" if declaration.name == "inset" else "margin-"
            for side in SIDES:
                values.pop(f"{prefix}{side}", None)
            for side in LINE_SIDES:
                values.pop(f"{declaration.name}-{side}", None)


def resolve_variables(tokens: Tokens, variables: Mapping[str, Tokens], depth: int) -> Tokens:
    """Return tokens with the values of the variables in them (CSS Variables 1, 3)."""
    resolved: list[Token] = []
    for token in tokens:
        if token.type == "function" and token.lower_name == "var" and depth < 20:
            name, _, fallback = _variable(token.arguments)
            value = variables.get(name, fallback)
            resolved += resolve_variables(value, variables, depth + 1)
        elif token.type == "function" and depth < 20:
            inner = list(resolve_variables(token.arguments, variables, depth + 1))
            resolved.append(type(token)(0, 0, token.name, inner))
        else:
            resolved.append(token)
    return resolved


def _variable(arguments: Tokens) -> tuple[str, str, Tokens]:
    bare = [token for token in arguments if token.type != "whitespace"]
    return bare[0].value, "", bare[2:]


def bare_tokens(tokens: Tokens) -> list[Token]:
    """Return tokens without white space."""
    return [token for token in tokens if token.type not in ("whitespace", "comment")]


def keyword(tokens: Tokens) -> str:
    """Return a value that is one word, else ""."""
    bare = bare_tokens(tokens)
    return bare[0].lower_value if len(bare) == 1 and bare[0].type == "ident" else ""
