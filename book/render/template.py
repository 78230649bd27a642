"""Render a page from a template. The only module that imports Jinja."""

from jinja2 import Environment, StrictUndefined

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
    return (ENVIRONMENT.from_string(template).render(values) + "\n").encode()
