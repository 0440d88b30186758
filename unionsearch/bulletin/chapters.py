"""How a Markdown issue is laid out, by what Markdown says: levels of headings, items, bold lines, links.

Which level is the titles' differs from issue to issue. Told by the whole of it: a heading with headings and
no text of its own below it heads a section; so does one below which several paragraphs begin alike with
their titles (:mod:`~unionsearch.bulletin.entries`); any other one is an article's title, and what is below
it a heading within. No article is a list of contents, which says again what the headings say; nor what
stands above all of it, or at the end about the periodical itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median_low

from unionsearch.bulletin.block import Block
from unionsearch.bulletin.contents import entry_key, is_contents_header
from unionsearch.bulletin.endmatter import is_endmatter
from unionsearch.bulletin.entries import (
    Entries,
    Entry,
    entries_below,
    heading_words,
    is_numbered,
    without_symbols,
)
from unionsearch.bulletin.headings import Node, tree
from unionsearch.bulletin.layout import bare_name, section_name
from unionsearch.bulletin.markdown import plain
from unionsearch.bulletin.marks import Mark
from unionsearch.bulletin.preface import is_issue, is_periodical
from unionsearch.bulletin.shapes import Shape, find_shapes
from unionsearch.bulletin.titles import is_document_title, is_report_title
from unionsearch.patterns import pattern

_INTRODUCED = 120  # characters that may stand between a section's heading and its first title
_SHORT = 16  # characters of a section's name where a level says that it is none of the issue
_HEADLINE = 9  # characters of a headline; headings within articles are shorter
_FEWEST = 2  # headings
_FEWEST_LISTED = 3  # entries of a list of contents
_COMMON = 6  # characters that the entry of a list of contents and its title begin with
_MOST = 20  # headings that begin alike
_AT_LENGTH = 600  # characters; a statement of that length is an article
_REST = 8  # short blocks that may stand below the last rule
_REST_LONGEST = 100  # characters of one
_SECTION = pattern(r"[\u4e00-\u9fff·、“”]{2,8}")
_NAME = pattern(r"[\u4e00-\u9fff·]{2,6}")
# Numbers of the headings in reports
_HAN = pattern(r"[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十]{1,3}(?:章|部分|节)")
_ANCHOR = pattern(r"\]\(#|href=[\"']#|id=[\"']toc-")  # a link to a place in the file


@dataclass(slots=True)
class Chapters:
    """What the blocks are, by index; what is in none of these is text of the article above it."""

    sections: dict[int, str] = field(default_factory=dict)
    within: dict[int, str | None] = field(default_factory=dict)  # the section of each title and item
    titles: dict[int, Entry] = field(default_factory=dict)
    items: dict[int, Entry] = field(default_factory=dict)
    headings: set[int] = field(default_factory=set)
    name: set[int] = field(default_factory=set)
    notes: set[int] = field(default_factory=set)
    contents: set[int] = field(default_factory=set)
    closing: set[int] = field(default_factory=set)


def find_chapters(
    blocks: Sequence[Block], marks: Mapping[int, Mark], named: Mapping[int, str]
) -> Chapters | None:
    """The chapters of an issue; None where its headings are too few to tell, or do not tell all.

    ``named`` are the lines that look like section headers, whatever marks them. Those right above headings
    are some; and where they are the headings themselves, titles without Markdown stand below.
    """
    shapes = find_shapes(blocks)
    found = _Reading(blocks, shapes, marks).run()
    if found is None:
        return None
    above = {
        i: name for i, name in named.items() if shapes[i].kind in ("text", "bold") and i + 1 in found.titles
    }
    if len(above) >= _FEWEST:
        found.sections.update(above)
        heads = sorted(above)
        for i in found.within:
            at = bisect_left(heads, i)
            found.within[i] = above[heads[at - 1]] if at else None
    if not found.sections:
        names = sum(i in named and _SECTION.fullmatch(named[i]) is not None for i in found.titles)
        if 2 * names > len(found.titles):
            return None
    return found


class _Reading:
    """One issue, read from its greatest heading down."""

    def __init__(self, blocks: Sequence[Block], shapes: Sequence[Shape], marks: Mapping[int, Mark]) -> None:
        self.blocks, self.shapes, self.marks = blocks, shapes, marks
        self.found = Chapters()
        self.entries: dict[int, Entries] = {}

    def run(self) -> Chapters | None:
        root = self._below_name(tree(self.shapes, 0, len(self.blocks)))
        if root is None:
            return self.found if self.found.titles else None
        if not root.children:
            return self.found if len(self.found.items) + len(self.found.titles) > _FEWEST else None
        self._leave_out(root)
        group: list[tuple[Node, str | None]] = [(n, None) for n in root.children if not self._is_left(n)]
        if not group:
            return None
        deep = False
        while group:
            group = self._place(group, deep)
            deep = True
        if len(self.found.titles) + len(self.found.items) < _FEWEST:
            return None
        self._rest()
        return self.found

    # -- what is no article -----------------------------------------------------------------------

    def _below_name(self, root: Node) -> Node | None:
        """The node below which the issue stands: below its name, if it has one."""
        found = self.found
        above = list(root.own)
        while root.children:
            first = root.children[0]
            if len(root.children) == 1 and self._names_issue(first):
                found.name.add(first.index)
                above += first.own
                root = first
            elif (
                len(root.children) > 1
                and not first.children
                and is_periodical(self._words(first))
                and (
                    self._length(first.own) <= _INTRODUCED
                    or self._is_listed(first.own, self._later(first.index))
                )
                and (not found.name or root.index < 0)
            ):
                found.name.add(first.index)
                above += first.own
                root.children = root.children[1:]
            else:
                break
        if (
            root.children
            and len(root.children) < _FEWEST
            and not (root.children and (root.children[0].children or self._entries(root.children[0]).found))
        ):
            return None
        only = root.children[0] if root.index < 0 and len(root.children) == 1 and not found.name else None
        if only is not None and not (self._is_section(only) or len(self._entries(only).found) > _FEWEST):
            self._one_article(only)
            return None
        listed = self._is_listed(above, self._later(above[-1] if above else 0))
        (found.contents if listed else found.notes).update(above)
        if not listed and above:
            self._take_above(range(above[0], above[-1] + 1))
        return root

    def _take_above(self, above: range) -> None:
        """Links above all headings that count, or have an address each, are articles as they stand."""
        entries = entries_below(self.blocks, self.shapes, above)
        if entries.way in ("link", "address") and entries.found[0].mark and len(entries.found) > _FEWEST:
            self._take(entries, None)
            self.found.notes.difference_update(range(entries.found[0].index, above.stop))

    def _names_issue(self, node: Node) -> bool:
        words = self._words(node)
        if is_report_title(words) or is_document_title(words) or not node.children:
            return False
        if is_issue(words):
            return True
        if self._is_section(node):
            return False
        if is_periodical(words):
            return True
        kids = node.children
        if self._is_outlined(node) or len(kids) < _FEWEST:
            return False
        if len({n.level for n in node.walk()}) > 1:
            return True
        links = sum(self._title(k).way == "link" for k in kids)
        return 2 * links > len(kids) or median_low([len(self._words(k)) for k in kids]) >= _HEADLINE

    def _one_article(self, node: Node) -> None:
        """A report or a notice, whose headings are numbered as such, is all there is."""
        words = self._words(node)
        if is_report_title(words) or is_document_title(words) or self._is_outlined(node):
            self.found.titles[node.index] = self._title(node)
            self.found.within[node.index] = None
            self.found.headings.update(child.index for child in node.walk())

    def _is_outlined(self, node: Node) -> bool:
        outlined = sum(_HAN.match(self._words(child)) is not None for child in node.children)
        return len(node.children) > 1 and 2 * outlined > len(node.children)

    def _is_section(self, node: Node) -> bool:
        """A short name below the name of the issue or what stands above it: 活动预告, ## Daily Code."""
        below = self.blocks[0].line.number > 1 or bool(self.found.name)
        words = self._words(node)
        short = node.level > 1 and len(words) <= _SHORT and not is_issue(words)
        return below and (short or _NAME.fullmatch(words) is not None)

    def _leave_out(self, root: Node) -> None:
        """Lists of contents at the top, and at the end what the periodical says of itself."""
        for node in root.children[:2]:
            inside = range(node.index + 1, node.stop)
            words = self._words(node)
            listed = self._is_listed(inside, self._later(node.stop - 1))
            header = is_contents_header(words) and self._length(inside) <= 3 * _INTRODUCED
            if (listed or header) and node.stop < root.stop:
                self.found.contents.update(range(node.index, node.stop))
        lists: list[Node] = []
        for node in reversed(list(root.walk())):
            if self._is_closing(node):
                for left in (node, *lists):
                    self.found.closing.update(range(left.index, left.stop))
                lists = []
            elif self.found.closing and not node.children and self._is_list(node):
                lists.append(node)  # of other issues, if what stands above is about the periodical too
            else:
                break

    def _is_closing(self, node: Node) -> bool:
        """It speaks of the periodical, and neither at length nor in articles."""
        if not is_endmatter(self._words(node)) or self._length(range(node.index + 1, node.stop)) > _AT_LENGTH:
            return False
        entries = self._entries(node)
        return not (entries.begins and entries.way in ("link", "bold") and len(entries.found) >= _FEWEST)

    def _is_list(self, node: Node) -> bool:
        """Nothing but items stands below the heading."""
        return all(self.shapes[i].kind in ("item", "nothing") for i in node.own)

    def _is_left(self, node: Node) -> bool:
        return node.index in self.found.contents or node.index in self.found.closing

    def _later(self, index: int) -> dict[str, list[str]]:
        """What the headings below ``index`` say, by how they begin."""
        found: dict[str, list[str]] = {}
        for i in range(index + 1, len(self.blocks)):
            if self.shapes[i].kind == "heading":
                key = entry_key(self.shapes[i].words)
                found.setdefault(key[:_COMMON], []).append(key)
        return found

    def _is_listed(self, inside: Iterable[int], later: Mapping[str, Sequence[str]]) -> bool:
        """Most of these lines say what a heading below says again, or lead there."""
        inside = list(inside)
        keys = [
            entry_key(self.shapes[i].words.lstrip("-*+ "))
            for i in inside
            if self.shapes[i].kind in ("item", "text", "bold")
        ]
        keys = [key for key in keys if len(key) > 1]
        again = sum(any(_same(key, head) for head in later.get(key[:_COMMON], ())[:_MOST]) for key in keys)
        again = max(again, sum(_ANCHOR.search(self.blocks[i].text) is not None for i in inside))
        return again >= _FEWEST_LISTED and 2 * again >= len(keys)

    # -- levels -----------------------------------------------------------------------------------

    def _place(self, group: Sequence[tuple[Node, str | None]], deep: bool) -> list[tuple[Node, str | None]]:
        """Say what the headings of one level are; those below the sections among them."""
        below: list[tuple[Node, str | None]] = []
        live = [node for node, _ in group]
        sections = self._sections(live, deep)
        numbered = (
            2 * sum(is_numbered(self.blocks[n.index], self.shapes[n.index]) for n in live) > len(live) > 1
        )
        for node, name in group:
            entry = self._title(node, numbered)
            if node.index in sections:
                name = plain(self.blocks[node.index].text[entry.start : entry.end])
                name = section_name(name) or bare_name(name)
                self.found.sections[node.index] = name
                entries = self._entries(node)
                if any(not self._is_left(child) for child in node.children):
                    self.found.notes.update(node.own)
                    below += [(child, name) for child in node.children if not self._is_left(child)]
                elif entries.found:
                    self.found.notes.update(range(node.own.start, entries.found[0].index))
                    self._take(entries, name)
            else:
                self.found.titles[node.index] = entry
                self.found.within[node.index] = name
                self.found.headings.update(child.index for child in node.walk() if not self._is_left(child))
        return below

    def _sections(self, live: Sequence[Node], deep: bool) -> set[int]:
        """Which of the headings of one level head sections."""
        parents = [n for n in live if n.children and not all(self._is_left(c) for c in n.children)]
        heads = [n for n in parents if self._heads(n)]
        leaves = [n for n in live if n.index not in {p.index for p in parents}]
        several_below = not deep or 2 * sum(len(n.children) for n in heads) >= 3 * len(heads)
        by_children = several_below and (
            2 * len(heads) >= len(parents) and (2 + (not deep)) * len(parents) >= len(live) and bool(heads)
        )
        begun = [n for n in leaves if self._entries(n).begins]
        linked = [n for n in begun if self._entries(n).way == "link"]
        full = [n for n in leaves if self._length(n.own)]
        found: set[int] = set()
        if by_children:
            found |= {n.index for n in heads}
            found |= {n.index for n in leaves if not self._length(n.own) and not deep}
        if by_children or 2 * len(begun) >= len(full):
            several = {self._entries(n).like for n in begun if len(self._entries(n).found) > 1}
            found |= {n.index for n in begun if by_children or self._entries(n).like in several}
        elif 3 * len(linked) >= len(full):
            found |= {n.index for n in linked if len(self._entries(n).found) > 1}
        found |= {n.index for n in begun if self._entries(n).is_sure}
        if found:
            found |= {n.index for n in heads}
        if not found and 3 * sum(self._entries(n).is_list for n in full) >= 2 * len(full) > 0:
            found |= {n.index for n in full if self._entries(n).found}
        return found

    def _heads(self, node: Node) -> bool:
        """Nothing but a few words stands between it and the first heading below it."""
        own = self._length(node.own)
        if own <= _INTRODUCED:
            return True
        texts = [self._length(range(child.index + 1, child.stop)) for child in node.children]
        return len(texts) > 2 and median_low(texts) > own

    def _take(self, entries: Entries, name: str | None) -> None:
        for entry in entries.found:
            self.found.within[entry.index] = name
            whole = entry.rest >= len(self.blocks[entry.index].text)
            (self.found.titles if whole else self.found.items)[entry.index] = entry

    def _rest(self) -> None:
        """A few lines below the last rule are the issue's and no article's, like those between articles."""
        rules = [i for i, shape in enumerate(self.shapes) if shape.kind == "rule"]
        if not rules:
            return
        end = min((i for i in self.found.closing), default=len(self.blocks))
        rule = max((i for i in rules if i < end), default=end)
        begun = {*self.found.titles, *self.found.items, *self.found.sections}
        if any(_below(i, self.shapes) not in begun for i in rules if i < rule):
            return  # rules stand within articles
        rest = [i for i in range(rule + 1, end) if self.shapes[i].kind != "nothing"]
        found = self.found
        taken = found.titles.keys() | found.items.keys() | found.sections.keys() | found.headings
        short = len(rest) <= _REST and all(len(self.shapes[i].words) <= _REST_LONGEST for i in rest)
        if rest and not taken & set(rest) and short:
            found.closing.update(range(rule + 1, end))

    # -- words ------------------------------------------------------------------------------------

    def _entries(self, node: Node) -> Entries:
        if node.index not in self.entries:
            self.entries[node.index] = entries_below(self.blocks, self.shapes, node.own)
        return self.entries[node.index]

    def _title(self, node: Node, numbered: bool = False) -> Entry:
        i = node.index
        return heading_words(self.blocks[i], self.shapes[i], i, self.marks.get(i), numbered)

    def _words(self, node: Node) -> str:
        return without_symbols(self.shapes[node.index].words)

    def _length(self, inside: Iterable[int]) -> int:
        """Characters of words among these blocks."""
        return sum(len(self.shapes[i].words) for i in inside)


def _below(index: int, shapes: Sequence[Shape]) -> int:
    """The first block below that is something."""
    index += 1
    while index < len(shapes) and shapes[index].kind in ("nothing", "rule"):
        index += 1
    return index


def _same(entry: str, heading: str) -> bool:
    """The entry of a list says what the heading says; signs and numbers may stand behind either."""
    shorter = min(len(entry), len(heading))
    common = next((i for i in range(shorter) if entry[i] != heading[i]), shorter)
    return entry == heading or (common >= _COMMON and 4 * common >= 3 * shorter)
