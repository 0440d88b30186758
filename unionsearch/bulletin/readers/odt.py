"""OpenDocument texts (.odt), as LibreOffice, OpenOffice and WPS write them.

Deleted text and comments are no text; headers and footers stand in another part and are left out; a
footnote follows its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from unionsearch.bulletin.readers.about import About
from unionsearch.bulletin.readers.build import Builder, Paragraph, row
from unionsearch.bulletin.readers.failures import damaged, encrypted
from unionsearch.bulletin.readers.outline import Counters, Level
from unionsearch.bulletin.readers.source import Source, Style
from unionsearch.bulletin.readers.word_styles import number
from unionsearch.bulletin.readers.xmlstream import Package, local

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _OFFICE = f"{_OASIS}text:1.0 ", f"{_OASIS}table:1.0 ", f"{_OASIS}office:1.0 "
_STYLE = f"{_OASIS}style:1.0 "
_LEFT_OUT = frozenset(
    {f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}note-citation", f"{_TEXT}ruby-text"}
)
_SPACE = re.compile(r"[ \t\r\n]+")
#: Kinds of numbers, by Word's names.
_NUMBERS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "一, 二, 三, ...": "chineseCounting", "①, ②, ③, ...": "decimalEnclosedCircle",
    "１, ２, ３, ...": "decimalFullWidth", "甲, 乙, 丙, ...": "ideographTraditional",
    "子, 丑, 寅, ...": "ideographZodiac",
}  # fmt: skip
_MOST_SPACES = 1000  # that one element may stand for


def read(data: bytes, file: str) -> Source:
    """The text of an .odt. Raises BulletinError."""
    package = Package(data, file)
    manifest = _Manifest()
    package.parse("META-INF/manifest.xml", manifest)
    if manifest.encrypted:
        raise encrypted(file)
    if "content.xml" not in package.names:
        raise damaged(file)
    styles = _Styles()
    package.parse("styles.xml", styles)
    body = _Body(file, styles)
    package.parse("content.xml", body)
    about = About("creation-date")
    package.parse("meta.xml", about)
    builder = Builder(file)
    builder.extend(body.finished())
    return builder.source("odt", properties=about.properties())


@dataclass(slots=True)
class _Manifest:
    """Handler of the list of parts, which says whether they are encrypted."""

    encrypted: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.encrypted = self.encrypted or local(name) == "encryption-data"

    def end(self, name: str) -> None: ...
    def text(self, data: str) -> None: ...


@dataclass(slots=True)
class _Look:
    """What a style says itself; None where it leaves it to its parent."""

    parent: str | None = None
    centred: bool | None = None
    bold: bool | None = None
    breaks: bool = False  # a new page begins before the paragraph
    hidden: bool = False


@dataclass(slots=True)
class _Styles:
    """Handler of styles, those of the document and those that its text made for itself."""

    found: dict[str, _Look] = field(default_factory=dict)
    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    _now: _Look | None = None
    _levels: dict[int, Level] | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == f"{_STYLE}style":
            self._now = _Look(attributes.get("parent-style-name"))
            self.found[attributes.get("name", "")] = self._now
        elif self._now is not None and name == f"{_STYLE}paragraph-properties":
            if "text-align" in attributes:
                self._now.centred = attributes["text-align"] == "center"
            self._now.breaks = attributes.get("break-before") == "page"
        elif self._now is not None and name == f"{_STYLE}text-properties":
            weight = attributes.get("font-weight-asian") or attributes.get("font-weight")
            if weight:
                self._now.bold = weight == "bold"
            self._now.hidden = attributes.get("display") == "none"
        elif name == f"{_TEXT}list-style":
            self._levels = self.lists.setdefault(attributes.get("name", ""), {})
        elif self._levels is not None and name.startswith(f"{_TEXT}list-level-style-"):
            self._levels[number(attributes.get("level"), 1) - 1] = _level(local(name), attributes)

    def end(self, name: str) -> None:
        if name == f"{_STYLE}style":
            self._now = None
        elif name == f"{_TEXT}list-style":
            self._levels = None

    def text(self, data: str) -> None: ...

    def of(self, key: str | None) -> _Look:
        """A style with what it takes from its parents."""
        whole = _Look()
        met: set[str] = set()
        while key is not None and key in self.found and key not in met:
            style = self.found[key]
            whole.centred = style.centred if whole.centred is None else whole.centred
            whole.bold = style.bold if whole.bold is None else whole.bold
            whole.breaks = whole.breaks or (not met and style.breaks)
            whole.hidden = whole.hidden or style.hidden
            met.add(key)
            key = style.parent
        return whole


def _level(tag: str, attributes: Mapping[str, str]) -> Level:
    """A level of a list. Numbers of higher levels within a number are left out."""
    if tag.endswith("bullet"):
        return Level(kind="bullet", text=attributes.get("bullet-char", "●"))
    kind = _NUMBERS.get(attributes.get("num-format", ""), "none")
    text = f"{attributes.get('num-prefix', '')}%1{attributes.get('num-suffix', '')}"
    place = f"%{number(attributes.get('level'), 1)}"
    return Level(number(attributes.get("start-value"), 1), kind, text.replace("%1", place))


@dataclass(slots=True)
class _List:
    """A list that has begun: its style, and under which name it counts."""

    style: str
    key: str


@dataclass(slots=True)
class _Open:
    """A paragraph that has begun."""

    style: str | None
    heading: int | None
    parts: list[str] = field(default_factory=list)
    weights: list[bool | None] = field(default_factory=list)
    spans: list[str | None] = field(default_factory=list)
    after: list[Paragraph] = field(default_factory=list)
    page: int | None = None  # on which its first character stands


@dataclass(slots=True)
class _Body:
    """Handler of the part with the text."""

    file: str
    styles: _Styles
    page: int = 1
    pages_told: bool = False
    _skipping: int = 0
    _within: int = 0  # of office:text; the styles stand before it
    _open: list[_Open] = field(default_factory=list)
    _places: list[list[Paragraph]] = field(default_factory=lambda: [[]])  # the body, open cells and notes
    _rows: list[list[list[Paragraph]]] = field(default_factory=list)
    _lists: list[_List] = field(default_factory=list)
    _label: bool = False  # an item of a list has begun and has no text yet
    _counters: Counters = field(default_factory=Counters)
    _begun: int = 0  # lists that have begun so far

    def finished(self) -> list[Paragraph]:
        """Everything read, with pages where the document tells any."""
        if not self.pages_told:
            for paragraph in self._places[0]:
                paragraph.page = None
        return self._places[0]

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._skipping or name in _LEFT_OUT:
            self._skipping += 1
        elif name == f"{_OFFICE}text":
            self._within += 1
        elif not self._within:
            self.styles.start(name, attributes)
        elif name.startswith(_TEXT):
            self._begin(local(name), attributes)
        elif name == f"{_TABLE}table-row":
            self._rows.append([])
        elif name in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            self._places.append([])

    def end(self, name: str) -> None:
        if self._skipping:
            self._skipping -= 1
        elif name == f"{_OFFICE}text":
            self._within -= 1
        elif not self._within:
            self.styles.end(name)
        elif name.startswith(_TEXT):
            self._finish(local(name))
        elif name == f"{_TABLE}table-row" and self._rows:
            self._places[-1] += row(self._rows.pop())
        elif name in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell") and len(self._places) > 1:
            cell = self._places.pop()
            if self._rows:
                self._rows[-1].append(cell)

    def text(self, data: str) -> None:
        if self._skipping or not self._open:
            return
        # White space is collapsed; what is meant to be seen is written as elements.
        now = self._open[-1]
        data = _SPACE.sub(" ", data)
        if data.startswith(" ") and _ends_in_space(now):
            data = data[1:]
        if any(self.styles.of(span).hidden for span in now.spans):
            return
        now.parts.append(data)
        if data.strip():
            now.weights.append(self.styles.of(now.spans[-1]).bold if now.spans else None)
            now.page = now.page or self.page

    def _begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in ("p", "h"):
            level = min(number(attributes.get("outline-level"), 1), 9) if tag == "h" else None
            opened = _Open(attributes.get("style-name"), level)
            if self.styles.of(opened.style).breaks:
                self._turn()
            self._open.append(opened)
        elif tag == "list":
            self._begin_list(attributes)
        elif tag == "list-item":
            self._label = True
        elif tag == "note-body":
            self._places.append([])
        elif self._open:
            now = self._open[-1]
            if tag == "s":
                now.parts.append(" " * min(max(number(attributes.get("c"), 1), 1), _MOST_SPACES))
            elif tag == "tab":
                now.parts.append("\t")
            elif tag == "line-break":
                now.parts.append("\n")
            elif tag == "span":
                now.spans.append(attributes.get("style-name"))
        if tag == "soft-page-break":
            self._turn()

    def _begin_list(self, attributes: Mapping[str, str]) -> None:
        outer = self._lists[-1] if self._lists else None
        self._begun += 1
        style = attributes.get("style-name") or (outer.style if outer else "")
        goes_on = "continue-list" in attributes or attributes.get("continue-numbering") == "true"
        key = outer.key if outer else (style if goes_on else f"{style} {self._begun}")
        self._lists.append(_List(style, key))

    def _number(self) -> str:
        """The number or bullet of an item's first paragraph."""
        if not (self._label and self._lists):
            return ""
        self._label = False
        now = self._lists[-1]
        return self._counters.next(now.key, len(self._lists) - 1, self.styles.lists.get(now.style, {}))

    def _turn(self) -> None:
        """A new page begins."""
        self.page += 1
        self.pages_told = True

    def _finish(self, tag: str) -> None:
        if tag in ("p", "h") and self._open:
            now = self._open.pop()
            look = self.styles.of(now.style)
            weights = [look.bold if weight is None else weight for weight in now.weights]
            style = Style(now.heading, bool(look.centred), bool(weights) and all(weights))
            text = "".join(now.parts)
            if text.strip():
                text = self._number() + text
            self._places[-1] += [Paragraph(text, style, now.page or self.page), *now.after]
        elif tag == "list" and self._lists:
            self._lists.pop()
        elif tag == "note-body" and len(self._places) > 1:
            note = self._places.pop()
            (self._open[-1].after if self._open else self._places[-1]).extend(note)
        elif tag == "span" and self._open and self._open[-1].spans:
            self._open[-1].spans.pop()


def _ends_in_space(now: _Open) -> bool:
    """White space after white space is dropped, and so is that at a paragraph's beginning."""
    last = next((part for part in reversed(now.parts) if part), " ")
    return last[-1:] in " \n"
