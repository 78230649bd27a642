"""Render a page from a template. The only module that imports Jinja."""

from functools import lru_cache

from jinja2 import Environment, StrictUndefined, Template

ENVIRONMENT = Environment(
    autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


def render_template(template: str, **values: object) -> bytes:
    """Return the template with these values, as UTF-8.

    Values that are not markup are escaped. Raise jinja2.UndefinedError if the template names a
    value that is missing.

    >>> render_template("<p>{{ text }}</p>", text="a & b")
    b'<p>a &amp; b</p>\\n'
    """
    return (_compile(template).render(values) + "\n").encode()


@lru_cache(maxsize=32)  # takes longer than rendering
def _compile(template: str) -> Template:
    return ENVIRONMENT.from_string(template)
