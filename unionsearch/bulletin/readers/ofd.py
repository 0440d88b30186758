"""OFD, the national standard for fixed pages (GB/T 33190): where each character is printed, as in PDF."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from unionsearch.bulletin.readers.about import day
from unionsearch.bulletin.readers.build import MOST_CHARACTERS, Builder
from unionsearch.bulletin.readers.failures import damaged, encrypted, too_much, without_text
from unionsearch.bulletin.readers.page_lines import Column, Glyph, page_columns
from unionsearch.bulletin.readers.page_text import paragraphs
from unionsearch.bulletin.readers.source import Properties, Source
from unionsearch.bulletin.readers.xmlstream import Package, local

MOST_PAGES = 3000
_MOST_TEMPLATES = 8  # of one page
_BOLD = 600
_NUMBER = re.compile(r"-?(?:\d{1,9}\.?\d{0,9}|\.\d{1,9})", re.ASCII)
_POINT = 72 / 25.4  # points in a millimetre: as in PDF
_NARROW = 0.5  # em of a Latin character whose advance is not stated


def read(data: bytes, file: str) -> Source:
    """The text of the first document in an OFD package. Raises BulletinError."""
    package = Package(data, file)
    if any(posixpath.basename(name).lower() == "encryptions.xml" for name in package.names):
        raise encrypted(file)
    parts = _Parts(package)
    root = _Root()
    package.parse(parts.find("", "OFD.xml") or "", root)
    main = parts.find("", root.said.get("DocRoot", ""))
    if main is None:
        raise damaged(file)
    document = _Document()
    package.parse(main, document)
    folder = posixpath.dirname(main)
    templates = {key: parts.find(folder, where) for key, where in document.templates.items()}
    if len(document.pages) > MOST_PAGES:
        raise too_much(file, f"{MOST_PAGES:,} pages")
    pages: list[list[Column]] = []
    count = 0
    for where in document.pages:
        name = parts.find(folder, where)
        page = _Page()
        package.parse(name or "", page)
        for key in tuple(dict.fromkeys(page.templates))[:_MOST_TEMPLATES]:
            # A template is printed under the page, as letterheads are.
            package.parse(templates.get(key) or "", page)
        count += len(page.glyphs)
        if count > MOST_CHARACTERS:
            raise too_much(file, f"{MOST_CHARACTERS:,} characters")
        pages.append(page_columns(page.glyphs))
    if not count:
        found = any(parts.find(folder, where) for where in document.pages)
        raise without_text(file) if found else damaged(file)
    builder = Builder(file)
    builder.extend(paragraphs(pages))
    title = root.said.get("Title", "").strip() or None
    return builder.source("ofd", properties=Properties(title, day(root.said.get("CreationDate", ""))))


class _Parts:
    """Finds parts of the package by the ways they are written: from the root or a folder, in any case."""

    def __init__(self, package: Package) -> None:
        self._names = {name.lower(): name for name in package.names}

    def find(self, folder: str, where: str) -> str | None:
        """The name of a part, or None where there is none."""
        where = where.strip().replace("\\", "/")
        from_root = posixpath.normpath(where.lstrip("/")).lower()
        from_folder = posixpath.normpath(posixpath.join(folder, where.lstrip("/"))).lower()
        names = (from_root,) if where.startswith("/") else (from_folder, from_root)
        return next((self._names[name] for name in names if name in self._names), None)


@dataclass(slots=True)
class _Root:
    """Handler of OFD.xml: the texts of its elements, of each the first."""

    said: dict[str, str] = field(default_factory=dict)
    _now: list[str] = field(default_factory=list)
    _met: set[str] = field(default_factory=set)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._now.append(local(name))

    def end(self, name: str) -> None:
        self._met.add(self._now.pop())

    def text(self, data: str) -> None:
        if self._now and self._now[-1] not in self._met:
            self.said[self._now[-1]] = self.said.get(self._now[-1], "") + data


@dataclass(slots=True)
class _Document:
    """Handler of Document.xml: where its pages and templates are."""

    pages: list[str] = field(default_factory=list)
    templates: dict[str, str] = field(default_factory=dict)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        tag, where = local(name), attributes.get("BaseLoc")
        if where and tag == "Page":
            self.pages.append(where)
        elif where and tag == "TemplatePage":
            self.templates[attributes.get("ID", "")] = where

    def end(self, name: str) -> None: ...
    def text(self, data: str) -> None: ...


@dataclass(slots=True)
class _Page:
    """Handler of a page's Content.xml: its characters and the templates it is printed on."""

    glyphs: list[Glyph] = field(default_factory=list)
    templates: list[str] = field(default_factory=list)
    _object: Mapping[str, str] | None = None
    _code: Mapping[str, str] | None = None
    _parts: list[str] = field(default_factory=list)
    _place: tuple[float, float] = (0.0, 0.0)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        tag = local(name)
        if tag == "Template":
            self.templates.append(attributes.get("TemplateID", ""))
        elif tag == "TextObject":
            self._object = attributes
            self._place = (0.0, 0.0)
        elif tag == "TextCode":
            self._code, self._parts = attributes, []

    def end(self, name: str) -> None:
        tag = local(name)
        if tag == "TextCode" and self._object is not None and self._code is not None:
            # A code without a place of its own starts where the one before it did.
            x, y = _numbers(self._code.get("X", "")), _numbers(self._code.get("Y", ""))
            self._place = (x[0] if x else self._place[0], y[0] if y else self._place[1])
            self.glyphs += _glyphs("".join(self._parts), self._object, self._code, self._place)
            self._code = None
        elif tag == "TextObject":
            self._object = None

    def text(self, data: str) -> None:
        if self._code is not None:
            self._parts.append(data)


def _glyphs(
    text: str, around: Mapping[str, str], code: Mapping[str, str], place: tuple[float, float]
) -> Iterator[Glyph]:
    """The characters of one text, placed on the page."""
    box = _numbers(around.get("Boundary", ""))
    size = (_numbers(around.get("Size", "")) or [1.0])[0]
    scale_x, skew_y, skew_x, scale_y, move_x, move_y = _matrix(around.get("CTM", ""))
    left, top = (box[0], box[1]) if len(box) >= 2 else (0.0, 0.0)
    bold = (_numbers(around.get("Weight", "")) or [0.0])[0] >= _BOLD
    across = _advances(code.get("DeltaX", ""), len(text))
    down = _advances(code.get("DeltaY", ""), len(text))
    x, y = place
    for index, char in enumerate(text):
        advance = size * (_NARROW if char.isascii() else 1.0)
        at = left + scale_x * x + skew_x * y + move_x
        base = top + skew_y * x + scale_y * y + move_y
        right = at + advance * abs(scale_x)
        yield Glyph(char, at * _POINT, right * _POINT, base * _POINT, size * abs(scale_y) * _POINT, bold)
        x += across[index] if index < len(across) else (0.0 if down else advance)
        y += down[index] if index < len(down) else 0.0


def _matrix(text: str) -> tuple[float, float, float, float, float, float]:
    said = _numbers(text)
    return (said[0], said[1], said[2], said[3], said[4], said[5]) if len(said) >= 6 else (1, 0, 0, 1, 0, 0)


def _advances(text: str, most: int) -> Sequence[float]:
    """Distances from each character to the next; ``g 3 2.5`` stands for 2.5 three times."""
    words = text.split()
    found: list[float] = []
    at = 0
    while at < len(words) and len(found) < most:
        if words[at] == "g" and at + 2 < len(words):
            times, value = _numbers(words[at + 1]), _numbers(words[at + 2])
            if times and value:
                found += value[:1] * int(max(0, min(times[0], most - len(found))))
            at += 3
        else:
            found += _numbers(words[at])[:1]
            at += 1
    return found


def _numbers(text: str) -> list[float]:
    return [float(word) for word in text.split() if _NUMBER.fullmatch(word)]
