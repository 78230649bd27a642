"""Draw a drawing (SVG) as a PDF of one page, which has its size."""

from weasyprint import HTML

from book.model import Picture
from book.render.pictures import prepare_picture
from book.render.print.engine.layout import BASE, AssetFetcher

NAME = "drawing.svg"
PAGE = (
    '<!DOCTYPE html><meta charset="utf-8"><style>@page{{size:{0}px {1}px;margin:0}}body{{margin:0}}'
    'img{{display:block;width:{0}px;height:{1}px}}</style><img src="{2}" alt="">'
)


def drawing_as_pdf(picture: Picture) -> bytes:
    """Return a drawing as a PDF. Raise EditionError if it is broken or not safe."""
    prepared = prepare_picture(picture, 0)
    html = PAGE.format(prepared.width, prepared.height, NAME)
    fetcher = AssetFetcher({NAME: prepared.content})
    content: bytes = HTML(string=html, base_url=BASE, url_fetcher=fetcher).write_pdf()
    return content
