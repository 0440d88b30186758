"""Web pages (.html, .htm). What a page names is never fetched, its scripts are never run."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from unicodedata import east_asian_width

from unionsearch.bulletin.encoding import UndecodableError, decode
from unionsearch.bulletin.readers.build import Builder, Paragraph, row
from unionsearch.bulletin.readers.failures import damaged
from unionsearch.bulletin.readers.source import Properties, Source, Style

_SKIPPED = frozenset(
    {
        *("script", "style", "template", "noscript", "iframe", "object", "svg", "rt", "rp"),
        *("select", "textarea", "button", "del"),
    }
)
_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div"),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5"),
        *("h6", "head", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre", "section"),
        *("summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul"),
    }
)
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s{0,4}=\s{0,4}[\"']?\s{0,4}([\w.:-]{1,40})", re.IGNORECASE)
_CENTRED = re.compile(r"text-align\s{0,4}:\s{0,4}center", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s{0,4}:\s{0,4}(?:bold|[6-9]00)", re.IGNORECASE)
#: What is not shown, and what Word keeps of the pages' headers and footers.
_HIDDEN = re.compile(
    r"display\s{0,4}:\s{0,4}none|mso-hide\s{0,4}:\s{0,4}all|mso-element\s{0,4}:\s{0,4}(?:header|footer)\b",
    re.IGNORECASE,
)
_LOOK = re.compile(
    r"(?:text-align|font-weight|display|mso-hide|mso-element)\s{0,4}:[^;}]{0,40}", re.IGNORECASE
)
_CLASS = re.compile(r"(?:.*\*/\s*)?\w{0,20}\.([\w-]{1,80})", re.DOTALL)
_MOST_RULES, _MOST_SELECTORS = 2000, 20
_SPACE = re.compile(r"[ \t\n\r\f]+")
_CHINESE = frozenset({"gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936", "gb18030"})
#: Elements that never have an end.
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "wbr"}
)
_DEEPEST = 500
#: While a paragraph is put together: white space with a line end in it, and a space that stays.
_WRAP, _FIXED = "\x1c", "\x1d"
_COLLAPSIBLE = re.compile(f"[ {_WRAP}]+")


def read(data: bytes, file: str) -> Source:
    """The text of a web page. Raises BulletinError."""
    text, encoding = page_text(data, file)
    return from_html(text, file, "html", encoding)


def page_text(data: bytes, file: str, charset: str | None = None) -> tuple[str, str]:
    """A page's characters and their encoding: as its own words say, when that is not plainly wrong."""
    declared = _CHARSET.search(data[:4096])
    said = charset or (declared[1].decode("ascii", "replace").lower() if declared else None)
    try:
        return decode(data)
    except UndecodableError as error:
        # One broken character in a page is no reason to refuse it; a page of noise is.
        if error.binary and b"\0" in data[:4096]:
            raise damaged(file) from None
    encoding = "gb18030" if said in _CHINESE or said is None else said
    try:
        return data.decode(encoding, "replace"), encoding
    except LookupError:
        return data.decode("gb18030", "replace"), "gb18030"


def from_html(text: str, file: str, format: str, encoding: str | None) -> Source:
    """The text of a page whose characters are known."""
    page = _Page(file)
    page.feed(text)
    page.close()
    builder = Builder(file)
    builder.extend(page.finished())
    title = _SPACE.sub(" ", "".join(page.title)).strip() or None
    return builder.source(format, encoding=encoding, properties=Properties(title))


@dataclass(slots=True)
class _Element:
    """An element that has begun."""

    tag: str
    centred: bool
    bold: bool
    heading: int | None
    preformatted: bool
    skipped: bool


@dataclass(slots=True)
class _List:
    """A list that has begun: whether its items are numbered, and how many there were."""

    ordered: bool
    count: int = 0


@dataclass(slots=True)
class _Line:
    """The paragraph that is being put together."""

    parts: list[str] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
    style: Style | None = None
    label: str = ""
    names: list[str] = field(default_factory=list)  # by which links lead to it
    note_to: str = ""  # the name of the place that it is a footnote to


class _Page(HTMLParser):
    """Follows the page's elements as they come; a missing or stray end tag does no harm."""

    def __init__(self, file: str) -> None:
        super().__init__(convert_charrefs=True)
        self._file = file
        self.title: list[str] = []
        self._elements: list[_Element] = []
        self._line = _Line()
        self._places: list[list[Paragraph]] = [[]]
        self._rows: list[list[list[Paragraph]]] = []
        self._lists: list[_List] = []
        self._links: dict[str, str] = {}  # to where each leads, by its name
        self._linked: dict[str, Paragraph] = {}  # in which each stands
        self._notes: dict[int, list[Paragraph]] = {}  # behind which paragraph each footnote belongs
        self._classes: dict[str, str] = {}  # what the page's own style sheet says of each

    def finished(self) -> list[Paragraph]:
        """All paragraphs."""
        self._close_paragraph()
        while self._rows or len(self._places) > 1:
            self._end_cell() if len(self._places) > 1 else self._end_row()
        found: list[Paragraph] = []
        for paragraph in self._places[0]:
            found += [paragraph, *self._notes.pop(id(paragraph), ())]
        return [*found, *(note for notes in self._notes.values() for note in notes)]

    # -- elements -----------------------------------------------------------------------------------

    def parse_html_declaration(self, i: int) -> int:
        """Where a declaration ends. As browsers have it, one that is no comment goes on to the next ``>``.

        The library's own way raises what is no error of parsing for ``<![`` with anything but a name behind.
        """
        return self.parse_comment(i) if self.rawdata.startswith("<!--", i) else self.parse_bogus_comment(i)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._close_paragraph()
        if tag == "a":
            self._follow_link(dict(attrs))
        if tag == "br":
            self._line.parts.append("\n")
        if tag in _VOID:
            return
        if tag in ("p", "li", "td", "th", "tr"):
            self._end_implied(tag)
        said = {name: value or "" for name, value in attrs}
        self._push(tag, said)
        if tag in ("ol", "ul"):
            self._lists.append(_List(tag == "ol"))
        elif tag == "li" and self._lists:
            self._lists[-1].count += 1
            self._line.label = f"{self._lists[-1].count}. " if self._lists[-1].ordered else "● "
        elif tag == "tr":
            self._rows.append([])
        elif tag in ("td", "th") and self._rows:
            self._places.append([])

    def _follow_link(self, said: dict[str, str | None]) -> None:
        """A link that is led back to by the one that it leads to, further down, has a footnote there."""
        name, target = said.get("name") or said.get("id") or "", (said.get("href") or "").removeprefix("#")
        if self._links.get(target) == name != "":
            self._line.note_to = target
        elif name and target:
            self._links[name] = target
            self._line.names.append(name)

    def _push(self, tag: str, said: dict[str, str]) -> None:
        above = self._elements[-1] if self._elements else _Element("", False, False, None, False, False)
        style = said.get("style", "")
        if self._classes and (classes := said.get("class", "").split()):
            style += "".join(f";{self._classes.get(name, '')}" for name in classes[:8])
        align = said.get("align", "").lower()
        heading = int(tag[1]) if re.fullmatch("h[1-6]", tag) else above.heading
        if len(self._elements) < _DEEPEST:
            self._elements.append(
                _Element(
                    tag,
                    tag == "center"
                    or align in ("center", "middle")
                    or bool(_CENTRED.search(style))
                    or (above.centred and not align and "text-align" not in style),
                    tag in ("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6")
                    or bool(_BOLD.search(style))
                    or (above.bold and "font-weight" not in style),
                    heading,
                    tag == "pre" or above.preformatted,
                    above.skipped
                    or tag in _SKIPPED
                    or "hidden" in said
                    or bool(_HIDDEN.search(style))
                    or (tag == "div" and said.get("title") in ("header", "footer")),  # LibreOffice's pages
                )
            )

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        at = next((i for i in range(len(self._elements) - 1, -1, -1) if self._elements[i].tag == tag), None)
        if at is None:
            if tag == "p":
                self._close_paragraph()
            return
        while len(self._elements) > at:
            self._end(self._elements[-1].tag)

    def _end_implied(self, tag: str) -> None:
        """A paragraph ends where the next begins, a cell with the next cell, an item with the next item."""
        barriers = {"p": _BLOCKS - {"p"}, "li": {"ol", "ul"}, "tr": {"table"}}.get(tag, {"tr", "table"})
        ending = {"td", "th"} if tag in ("td", "th") else {tag}
        for index in range(len(self._elements) - 1, -1, -1):
            if self._elements[index].tag in ending:
                while len(self._elements) > index:
                    self._end(self._elements[-1].tag)
                return
            if self._elements[index].tag in barriers:
                return

    def _end(self, tag: str) -> None:
        """The innermost element ends."""
        if tag in _BLOCKS:
            self._close_paragraph()
        self._elements.pop()
        if tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag == "tr":
            self._end_row()

    def _end_cell(self) -> None:
        if len(self._places) > 1:
            cell = self._places.pop()
            if self._rows:
                self._rows[-1].append(cell)
            else:
                self._places[-1] += cell

    def _end_row(self) -> None:
        if self._rows:
            self._places[-1] += row(self._rows.pop())

    # -- characters ---------------------------------------------------------------------------------

    def handle_data(self, data: str) -> None:
        now = self._elements[-1] if self._elements else None
        if now and now.tag == "title":
            self.title.append(data)
        elif now and now.tag == "style":
            self._read_rules(data)
        elif not (now and now.skipped):
            data = data.replace(_WRAP, "").replace(_FIXED, "")
            if not (now and now.preformatted):
                data = _SPACE.sub(lambda run: _WRAP if "\n" in run[0] or "\r" in run[0] else " ", data)
            else:
                data = data.replace(" ", _FIXED)
            self._line.parts.append(data.replace("\xa0", _FIXED))
            if data.strip(f" {_WRAP}{_FIXED}"):
                self._line.bold.append(bool(now and now.bold))
                if self._line.style is None:
                    self._line.style = Style(now.heading, now.centred) if now else Style()

    def _read_rules(self, sheet: str) -> None:
        """Rules of a style sheet for elements of a class; those for a place in the page are not followed."""
        for rule in sheet.split("}")[:_MOST_RULES]:
            selectors, _, said = rule.rpartition("{")
            looks = ";".join(_LOOK.findall(said)[:8])
            if not looks:
                continue
            for selector in selectors.split(",")[:_MOST_SELECTORS]:
                if named := _CLASS.fullmatch(selector.strip()):
                    self._classes[named[1]] = looks

    def _close_paragraph(self) -> None:
        """What was collected becomes a paragraph; nothing but line breaks or fixed spaces, a blank line."""
        line, self._line = self._line, _Line()
        raw = "".join(line.parts)
        text = _shown(raw)
        if text.strip():
            style = (line.style or Style())._replace(bold=bool(line.bold) and all(line.bold))
            paragraph = Paragraph(line.label + text, style)
            self._linked.update(dict.fromkeys(line.names, paragraph))
            if (told := self._linked.get(line.note_to)) is None:
                self._places[-1].append(paragraph)
            else:
                self._notes.setdefault(id(told), []).append(paragraph)
        elif "\n" in raw or _FIXED in raw:
            self._places[-1].append(Paragraph(""))
        elif line.label:
            self._line.label = line.label  # <li><p>: the item's text is still to come


def _shown(raw: str) -> str:
    """Collected characters as a browser shows them."""
    text = _COLLAPSIBLE.sub(_collapsed, raw)
    return text.removesuffix("\n").replace(_FIXED, " ")


def _collapsed(run: re.Match[str]) -> str:
    """One space for a run of white space; none at a line's ends, or where Chinese text was wrapped."""
    before, after = run.string[run.start() - 1 : run.start()], run.string[run.end() : run.end() + 1]
    if before in ("", "\n") or after in ("", "\n"):
        return ""
    wide = east_asian_width(before) in "WF" and east_asian_width(after) in "WF"
    return "" if wide and _WRAP in run[0] else " "
