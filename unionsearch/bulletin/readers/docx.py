"""Word documents since 2007 (.docx, .docm), and the single XML file that Word 2003 could save.

Macros, embedded objects and pictures are never looked at. Deleted and hidden text is no text; headers and
footers of the pages are left out; a footnote follows its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from unionsearch.bulletin.readers.about import About
from unionsearch.bulletin.readers.build import Builder, Paragraph, row
from unionsearch.bulletin.readers.failures import damaged
from unionsearch.bulletin.readers.outline import Counters, symbols
from unionsearch.bulletin.readers.source import Properties, Source, Style
from unionsearch.bulletin.readers.word_styles import Numbering, Styles, WordStyle, is_on, number
from unionsearch.bulletin.readers.xmlstream import Package, local, parse

_WORD = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
        "http://schemas.microsoft.com/office/word/2003/wordml",
    }
)
_FORMULA_TEXT = "http://schemas.openxmlformats.org/officeDocument/2006/math t"
#: What is in these is not read: what was deleted or how it was set before, a drawing told a second time for
#: older programs, the small characters over others, what a field is computed from, and what stands beside
#: the text in the one file of Word 2003.
_LEFT_OUT = frozenset(
    {
        *("del", "moveFrom", "pPrChange", "rPrChange", "Fallback", "rt", "instrText"),
        *("hdr", "ftr", "styles", "numbering", "footnotes", "endnotes", "comments", "binData", "docPr"),
    }
)


def read(data: bytes, file: str) -> Source:
    """The text of a .docx. Raises BulletinError."""
    package = Package(data, file)
    main = _main_part(package)
    if main is None:
        raise damaged(file)
    folder = main.rpartition("/")[0]
    styles, numbering, notes = Styles(), Numbering(), _Notes(file)
    package.parse(f"{folder}/styles.xml", styles)
    package.parse(f"{folder}/numbering.xml", numbering)
    package.parse(f"{folder}/footnotes.xml", notes)
    package.parse(f"{folder}/endnotes.xml", endnotes := _Notes(file))
    body = _Body(file, styles, numbering, {"footnote": notes.found, "endnote": endnotes.found})
    package.parse(main, body)
    about = About("created")
    package.parse("docProps/core.xml", about)
    return body.source("docx", about.properties())


def read_single(data: bytes, file: str) -> Source:
    """The text of a Word document that is one XML file. Raises BulletinError."""
    styles, numbering = Styles(), Numbering()
    body = _Body(file, styles, numbering, {})
    parse([data], body, file)
    return body.source("xml", Properties())


def _main_part(package: Package) -> str | None:
    """The part with the text: the one that the package's relations name, else the usual one."""
    relations = _Relations()
    package.parse("_rels/.rels", relations)
    for name in (relations.main.lstrip("/"), "word/document.xml"):
        if name in package.names:
            return name
    return None


@dataclass(slots=True)
class _Relations:
    """Handler of the package's relations."""

    main: str = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if attributes.get("Type", "").endswith("/officeDocument"):
            self.main = attributes.get("Target", "")

    def end(self, name: str) -> None: ...
    def text(self, data: str) -> None: ...


@dataclass(slots=True)
class _Open:
    """A paragraph that has begun: its text so far, and what is known of how it is set."""

    parts: list[str] = field(default_factory=list)
    style: str | None = None
    centred: bool | None = None
    heading: int | None = None
    numbering: tuple[str, int] | None = None
    weights: list[bool | None] = field(default_factory=list)  # of each run that shows anything
    after: list[Paragraph] = field(default_factory=list)
    page: int | None = None  # on which its first character stands
    endless: bool = False  # its end was deleted: the next paragraph goes on with it


@dataclass(slots=True)
class _Body:
    """Handler of the part with the text."""

    file: str
    styles: Styles
    numbering: Numbering
    notes: Mapping[str, Mapping[str, list[Paragraph]]]
    page: int = 1
    pages_told: bool = False
    counters: Counters = field(default_factory=Counters)
    _skipping: int = 0
    _open: list[_Open] = field(default_factory=list)
    _in_properties: bool = False  # of the paragraph, where rPr sets only its mark
    _bold: bool | None = None
    _hidden: bool = False
    _endless: _Open | None = None  # a paragraph with which the next one goes on
    _in_text: bool = False
    _places: list[list[Paragraph]] = field(default_factory=lambda: [[]])  # the body, or open cells
    _rows: list[list[list[Paragraph]]] = field(default_factory=list)

    def source(self, format: str, properties: Properties) -> Source:
        builder = Builder(self.file)
        paragraphs = self._places[0]
        if self._endless is not None:
            paragraphs += [self._paragraph(self._endless), *self._endless.after]
        if not self.pages_told:
            for paragraph in paragraphs:
                paragraph.page = None
        builder.extend(paragraphs)
        return builder.source(format, properties=properties)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        if self._in_properties and tag == "del" and self._open:
            self._open[-1].endless = True
        if self._skipping or tag in _LEFT_OUT:
            self._skipping += 1
        elif space in _WORD:
            self._begin(tag, attributes)
        elif name == _FORMULA_TEXT:
            self._in_text = True

    def end(self, name: str) -> None:
        if self._skipping:
            self._skipping -= 1
            return
        space, _, tag = name.rpartition(" ")
        if space in _WORD:
            self._finish(tag)
        elif name == _FORMULA_TEXT:
            self._in_text = False

    def text(self, data: str) -> None:
        if self._in_text and not self._skipping and not self._hidden and self._open:
            self._show(data)

    def _show(self, text: str) -> None:
        now = self._open[-1]
        now.parts.append(text)
        if text.strip():
            now.weights.append(self._bold)
            now.page = now.page or self.page

    def _begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        value = attributes.get("val", "")
        if tag == "p":
            self._open.append(_Open())
            if self._endless is not None:
                # Word sets the whole as the paragraph is set that still has its end.
                now, before = self._open[-1], self._endless
                now.parts, now.weights, now.after = before.parts, before.weights, before.after
                now.page = before.page
                self._endless = None
        elif tag == "tr":
            self._rows.append([])
        elif tag == "tc":
            self._places.append([])
        if not self._open:
            return
        now = self._open[-1]
        if tag == "pPr":
            self._in_properties = True
        elif tag == "r":
            self._bold, self._hidden = None, False
        elif tag == "t":
            self._in_text = True
        elif self._in_properties:
            self._set(now, tag, value)
        elif tag == "rStyle" and self._bold is None:
            self._bold = self.styles.named(value).bold
        elif tag == "b":
            self._bold = is_on(attributes)
        elif tag in ("vanish", "webHidden"):
            self._hidden = is_on(attributes)
        elif tag == "lastRenderedPageBreak":
            self.page += 1
            self.pages_told = True
        elif not self._hidden:
            self._special(now, tag, attributes)

    def _set(self, now: _Open, tag: str, value: str) -> None:
        """A property of the paragraph."""
        if tag == "pStyle":
            now.style = value
        elif tag == "jc":
            now.centred = value == "center"
        elif tag == "outlineLvl" and number(value, 9) < 9:
            now.heading = number(value) + 1
        elif tag in ("numId", "ilfo"):
            now.numbering = value, now.numbering[1] if now.numbering else 0
        elif tag == "ilvl":
            now.numbering = now.numbering[0] if now.numbering else "", number(value)

    def _special(self, now: _Open, tag: str, attributes: Mapping[str, str]) -> None:
        """What stands among the characters of a run."""
        if tag == "tab":
            now.parts.append("\t")
        elif tag in ("br", "cr"):
            now.parts.append("\n")
        elif tag == "noBreakHyphen":
            now.parts.append("-")
        elif tag == "sym":
            code = attributes.get("char", "")
            if re.fullmatch("[0-9A-Fa-f]{4}", code):
                self._show(symbols(chr(int(code, 16) | 0xF000)))
        elif tag in ("footnoteReference", "endnoteReference"):
            found = self.notes.get(tag.removesuffix("Reference"), {})
            now.after += found.get(attributes.get("id", ""), ())

    def _finish(self, tag: str) -> None:
        if tag == "p" and self._open:
            paragraph = self._open.pop()
            if paragraph.endless and not self._open:
                self._endless = paragraph
            else:
                self._places[-1] += [self._paragraph(paragraph), *paragraph.after]
        elif tag == "tc" and len(self._places) > 1:
            cell = self._places.pop()
            if self._rows:
                self._rows[-1].append(cell)
        elif tag == "tr" and self._rows:
            self._places[-1] += row(self._rows.pop())
        elif tag == "pPr":
            self._in_properties = False
        elif tag == "t":
            self._in_text = False

    def _paragraph(self, now: _Open) -> Paragraph:
        style = self.styles.of(now.style)
        text = "".join(now.parts)
        weights = [style.bold if weight is None else weight for weight in now.weights]
        heading = style.heading if now.heading is None else now.heading
        centred = style.centred if now.centred is None else now.centred
        how = Style(heading, bool(centred), bool(weights) and all(weights))
        if text.strip():
            text = self._number(now, style) + text
        return Paragraph(text, how, now.page or self.page)

    def _number(self, now: _Open, style: WordStyle) -> str:
        """The number or bullet that Word puts before the paragraph."""
        list_id, depth = now.numbering or style.numbering or ("", 0)
        if not list_id and style.numbering:
            list_id = style.numbering[0]
        if list_id in ("", "0"):
            return ""
        key, levels = self.numbering.levels(list_id)
        return self.counters.next(key, depth, levels)


@dataclass(slots=True)
class _Notes:
    """Handler of footnotes or endnotes: the paragraphs of each, by its id."""

    file: str
    found: dict[str, list[Paragraph]] = field(default_factory=dict)
    _id: str = ""
    _parts: list[str] = field(default_factory=list)
    _in_text: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        tag = local(name)
        if tag in ("footnote", "endnote"):
            # Those with a type are the lines that separate notes from the text.
            self._id = "" if "type" in attributes else attributes.get("id", "")
            self._parts = []
        self._in_text = tag == "t"

    def end(self, name: str) -> None:
        tag = local(name)
        if tag == "p":
            self._parts.append("\n")
        elif tag in ("footnote", "endnote") and self._id and (text := "".join(self._parts).strip()):
            self.found[self._id] = [Paragraph(text)]
        self._in_text = False

    def text(self, data: str) -> None:
        if self._in_text:
            self._parts.append(data)
