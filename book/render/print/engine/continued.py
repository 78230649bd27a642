"""Repeat the heading of an index entry at the head of the column in which its sub-entries go on.

The first item of each list of sub-entries in the HTML is the line that repeats the heading:
“China (continued)”. WeasyPrint has nothing that shows a line at the head of a later column alone.
So the line is left out where the list begins; where the list goes on after a break, the line takes
the place of the sub-entry before the break, which is set already. That is done as the columns are
laid out, so the lines below it move down, and no second layout is needed.

The line is an artifact of pagination for a screen reader (`tags.reading`), and furniture for the
proof (`book.verify.proof.prove_continued`).
"""

from typing import Any

from weasyprint.layout import block as block_layout

CONTINUED = "continued"  # the class of the line
block_container_layout = block_layout.block_container_layout


def apply() -> None:
    """Apply the patch to WeasyPrint. To apply it again changes nothing."""
    block_layout.block_container_layout = _block_container_layout


def is_continued_line(source: Any) -> bool:
    """Return whether an element of HTML is the line that repeats a heading."""
    return source is not None and source.tag == "li" and source.get("class") == CONTINUED


def _block_container_layout(
    context: Any, box: Any, bottom_space: float, skip_stack: Any, *rest: Any, **named: Any
) -> Any:
    if box.element_tag == "ul" and box.children and is_continued_line(box.children[0].element):
        box, skip_stack = _with_heading(box, skip_stack)
    return block_container_layout(context, box, bottom_space, skip_stack, *rest, **named)


def _with_heading(box: Any, skip_stack: dict[int, Any] | None) -> tuple[Any, dict[int, Any]]:
    """Return a list with the line where it is needed, and where in it the layout begins.

    A sub-entry that is itself broken goes on without a line: there is no place for one.
    """
    if skip_stack is None:
        return box, {1: None}
    ((index, inner),) = skip_stack.items()
    if inner is not None:
        return box, skip_stack
    before = index - 1
    children = list(box.children)
    children[before] = children[0].deepcopy()
    return box.copy_with_children(children), {before: None}
