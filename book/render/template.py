"""Fill a page's template with values. The only module that knows Jinja."""

from jinja2 import Environment, StrictUndefined


def render_template(template: str, **values: object) -> bytes:
    """Fill a template; what is no markup is escaped, and a value that is missing is an error.

    >>> render_template("<p>{{ words }}</p>", words="a & b")
    b'<p>a &amp; b</p>\\n'
    """
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return (environment.from_string(template).render(values) + "\n").encode()
