"""A drawing as SVG inside a page: no style, no script, so that the page's rules hold."""

from __future__ import annotations

from markupsafe import Markup, escape

from sync.server.reports.drawing import SIZE, Drawing, Label, Path, Rect, Shape


def svg(drawing: Drawing, key: str) -> Markup:
    """`key` names it within the page."""
    shapes = Markup("").join(_shape(shape) for shape in drawing.shapes)
    return Markup(
        '<svg class="plot" role="img" aria-labelledby="{key}-judul {key}-isi" viewBox="0 0 {width} {height}">'
        '<title id="{key}-judul">{title}</title><desc id="{key}-isi">{says}</desc>{shapes}</svg>'
    ).format(
        key=key,
        width=_n(drawing.width),
        height=_n(drawing.height),
        title=drawing.title,
        says=drawing.says,
        shapes=shapes,
    )


def _shape(shape: Shape) -> Markup:
    match shape:
        case Rect(x, y, width, height, tone, edge):
            line = ' stroke="#14232b" stroke-width="0.8"' if edge else ""
            return Markup(  # noqa: S704 - numbers and colours of our own
                f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" fill="{tone}"{line}/>'
            )
        case Path(points, tone, thick, dashed):
            dash = ' stroke-dasharray="4 3"' if dashed else ""
            line = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
            return Markup(  # noqa: S704
                f'<polyline points="{line}" fill="none" stroke="{tone}" stroke-width="{_n(thick)}"{dash}/>'
            )
        case Label(x, y, text, anchor, tone, bold):
            heavy = ' font-weight="700"' if bold else ""
            return Markup(  # noqa: S704
                f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(SIZE)}" text-anchor="{anchor}" fill="{tone}"{heavy}>'
                f"{escape(text)}</text>"
            )


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
