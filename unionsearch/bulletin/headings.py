"""The headings of a Markdown file as a tree, with the blocks that stand below each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from unionsearch.bulletin.shapes import Shape


@dataclass(slots=True, eq=False)
class Node:
    """A heading, and what stands below it down to the next heading of its level or above.

    ``own`` ends with the first heading below it. The root has no heading: its ``index`` is -1.
    """

    index: int
    level: int
    own: range = range(0)
    stop: int = 0
    children: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """All nodes below it in order."""
        for child in self.children:
            yield child
            yield from child.walk()


def tree(shapes: Sequence[Shape], start: int, stop: int) -> Node:
    """The root above all headings of ``[start, stop)``. Levels may be left out: # and below it ###."""
    root = Node(-1, 0)
    path = [root]
    heads = [i for i in range(start, stop) if shapes[i].kind == "heading"]
    root.own = range(start, heads[0] if heads else stop)
    root.stop = stop
    for index, below in zip(heads, [*heads[1:], stop], strict=False):
        node = Node(index, shapes[index].level, range(index + 1, below), stop)
        while path[-1].level >= node.level:
            path.pop().stop = index
        path[-1].children.append(node)
        path.append(node)
    return root
