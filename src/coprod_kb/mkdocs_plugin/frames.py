"""Pages that share a frame: it is rendered once, and each further page puts its own blocks into it.

The theme's frame (head, header, footer, scripts) is most of what a page costs, and it is the same on all pages of one
kind at one depth. Nothing about it is assumed: the first pages of each kind are rendered whole as well and
compared, and where they differ, all pages of that kind go on being rendered whole.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Template
from jinja2.runtime import Context

OWN_BLOCKS = ("site_meta", "htmltitle", "extrahead", "content")
"""Blocks of the theme's `base.html` that differ from page to page."""

COMPARED = 2
"""So many pages of each kind are rendered whole as well."""

FRAMES = "kb_frames"
"""The variable by which a page asks for a shared frame: `Frames`, and what its frame depends on."""


@dataclass(slots=True)
class Frame:
    """The text between the blocks of `OWN_BLOCKS`, and the names of these blocks in their order.

    compared: pages that came out the same as rendered whole.
    """

    texts: list[str]
    names: list[str]
    compared: int = 0


class Frames:
    """The frames of one build, by template and whatever else they depend on."""

    def __init__(self) -> None:
        self._frames: dict[Hashable, Frame | None] = {}

    def render(self, template: Template, variables: Mapping[str, Any], depends: Hashable) -> str:
        """The page, as `template.render(variables)` would give it.

        depends: what the frame is made from besides the template; pages for which it is equal share one.
        """
        key = (template.name, depends)
        if key not in self._frames:
            self._frames[key] = _frame(template, variables)
        frame = self._frames[key]
        if frame is None:
            return _whole(template, variables)
        page = _filled(frame, template, variables)
        if frame.compared < COMPARED:
            whole = _whole(template, variables)
            frame.compared += 1
            if page != whole:
                self._frames[key] = None
                return whole
        return page


class FramedTemplate(Template):
    """A template that takes its frame from `Frames` where the page asks for that."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        variables = dict(*args, **kwargs)
        if FRAMES not in variables:
            return super().render(variables)
        frames, depends = variables.pop(FRAMES)
        return str(frames.render(self, variables, depends))


def _whole(template: Template, variables: Mapping[str, Any]) -> str:
    return Template.render(template, variables)


def _frame(template: Template, variables: Mapping[str, Any]) -> Frame | None:
    """The frame, from a page whose own blocks stand as marks; `None` if a mark does not come out once."""
    context = template.new_context(dict(variables))
    for name in OWN_BLOCKS:
        context.blocks.setdefault(name, []).insert(0, _mark(name))
    page = "".join(template.root_render_func(context))
    found = sorted((page.find(f"\0{name}\0"), name) for name in OWN_BLOCKS)
    if any(at < 0 or page.count(f"\0{name}\0") > 1 for at, name in found):
        return None
    texts = []
    for _, name in found:
        before, _, page = page.partition(f"\0{name}\0")
        texts.append(before)
    return Frame([*texts, page], [name for _, name in found])


def _mark(name: str) -> Callable[[Context], Iterator[str]]:
    def block(_: Context) -> Iterator[str]:
        yield f"\0{name}\0"

    return block


def _filled(frame: Frame, template: Template, variables: Mapping[str, Any]) -> str:
    context = template.new_context(dict(variables))
    # What stands outside of blocks, such as imports, runs up to the first text of the theme; by then all
    # templates of the chain have put their blocks into the context.
    next(iter(template.root_render_func(context)))
    pieces = []
    for text, name in zip(frame.texts, frame.names, strict=False):
        pieces.append(text)
        pieces += context.blocks[name][0](context)
    return "".join([*pieces, frame.texts[-1]])
