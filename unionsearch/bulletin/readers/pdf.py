"""PDF, by way of PDFium: where each character is printed. Nothing in a document is run or fetched."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from unionsearch.bulletin.readers.build import MOST_CHARACTERS, Builder, clean
from unionsearch.bulletin.readers.failures import (
    damaged,
    encrypted,
    library_missing,
    too_much,
    unreadable_fonts,
    without_text,
)
from unionsearch.bulletin.readers.page_lines import Column, Glyph, page_columns
from unionsearch.bulletin.readers.page_text import paragraphs
from unionsearch.bulletin.readers.source import Properties, Source

#: A year of a weekly bulletin, bound, has less.
MOST_PAGES = 3000
_BOLD = 600  # weight of a font
_SAMPLED = 4  # of so many characters of a line one is asked for its weight, which takes long
_BOLD_NAME = re.compile(rb"bold|black|heavy|simhei|heiti|-bd", re.IGNORECASE)
_UNMAPPED = 0.3  # share of characters without a meaning from which the text is useless
_ADDED = frozenset({0x20, 0x0A, 0x0D})
_HYPHEN = 0x02  # what PDFium says for one at a line's end
_CREATED = re.compile(r"D:(\d{4})(\d{2})(\d{2})")


def read(data: bytes, file: str) -> Source:
    """The text of a PDF. Raises BulletinError."""
    try:
        import pypdfium2
        import pypdfium2.raw as raw
    except ImportError:
        raise library_missing(file, "pypdfium2") from None
    try:
        opened = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise encrypted(file) from None
        raise damaged(file) from None
    try:
        if len(opened) > MOST_PAGES:
            raise too_much(file, f"{MOST_PAGES:,} pages")
        pages = _pages(opened, raw, file)
        about = _about(opened)
    finally:
        opened.close()
    builder = Builder(file)
    builder.extend(paragraphs(pages))
    return builder.source("pdf", properties=_properties(about))


def _pages(opened: Any, raw: Any, file: str) -> list[list[Column]]:
    """The columns of each page."""
    found: list[list[Column]] = []
    count = unmapped = broken = 0
    for index in range(len(opened)):
        try:
            glyphs = list(_glyphs(opened, index, raw))
        except (OSError, RuntimeError):  # PDFium's own error is one
            broken += 1
            glyphs = []
        unmapped += sum(not _has_meaning(g.char) for g in glyphs)
        count += len(glyphs)
        if count > MOST_CHARACTERS:
            raise too_much(file, f"{MOST_CHARACTERS:,} characters")
        found.append(page_columns([g for g in glyphs if _has_meaning(g.char)]))
    if not count:
        raise damaged(file) if broken else without_text(file)
    if unmapped > _UNMAPPED * count:
        raise unreadable_fonts(file)
    return found


def _has_meaning(char: str) -> bool:
    """Whether a character is one, and no mere number of a glyph in its font."""
    return char[0] >= " " and not "\ue000" <= char[0] <= "\uf8ff" and char[0] != "\ufffd"


def _glyphs(opened: Any, index: int, raw: Any) -> Iterator[Glyph]:
    """The characters of a page. What PDFium adds itself (spaces, line ends) has no place and is left out."""
    page = opened[index]
    text = page.get_textpage()
    try:
        turned = page.get_rotation()
        width, height = page.get_size()
        box = raw.FS_RECTF()
        box_pointer = ctypes.byref(box)
        handle = text.raw
        name = ctypes.create_string_buffer(256)
        x, y = ctypes.c_double(), ctypes.c_double()
        x_pointer, y_pointer = ctypes.byref(x), ctypes.byref(y)
        high = ""
        last: Glyph | None = None
        bold = False
        for at in range(raw.FPDFText_CountChars(handle)):
            code = raw.FPDFText_GetUnicode(handle, at)
            if code in _ADDED or not raw.FPDFText_GetLooseCharBox(handle, at, box_pointer):
                continue
            if 0xD800 <= code < 0xDC00:
                high = chr(code)
                continue
            char = clean(high + chr(code)) if code < 0x110000 else "\ufffd"
            char = "-" if code == _HYPHEN else char
            high = ""
            raw.FPDFText_GetCharOrigin(handle, at, x_pointer, y_pointer)
            left, right, base = _place(box, x.value, y.value, turned, width, height)
            if last and (last.left, last.right, last.base) == (left, right, base):
                # One glyph for several characters, as a dash over two places.
                last = replace(last, char=last.char + char)
                continue
            if last:
                yield last
            if last is None or last.base != base or at % _SAMPLED == 0:
                bold = _is_bold(handle, at, raw, name)
            # The font's size is not that on the page where the page scales it; its box is then all there is.
            size, tall = raw.FPDFText_GetFontSize(handle, at), _tall(box, turned)
            size = size if 0.5 * tall <= size <= 2 * tall else tall
            last = Glyph(char or "\ufffd", left, right, base, max(size, 0.1), bold)
        if last:
            yield last
    finally:
        text.close()
        page.close()


def _place(
    box: Any, x: float, y: float, turned: int, width: float, height: float
) -> tuple[float, float, float]:
    """Left, right and base line of a character as the page is shown, from its upper left corner.

    PDFium gives places on the page as it was before it was ``turned`` (degrees, clockwise); ``width`` and
    ``height`` are those of the page as shown.
    """
    if turned == 90:
        return box.bottom, box.top, x
    if turned == 180:
        return width - box.right, width - box.left, y
    if turned == 270:
        return width - box.top, width - box.bottom, height - x
    return box.left, box.right, height - y


def _tall(box: Any, turned: int) -> float:
    return float(box.right - box.left if turned in (90, 270) else box.top - box.bottom)


def _is_bold(handle: Any, at: int, raw: Any, name: Any) -> bool:
    flags = ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(handle, at, name, len(name), ctypes.byref(flags))
    weight = raw.FPDFText_GetFontWeight(handle, at)
    return weight >= _BOLD or bool(_BOLD_NAME.search(name.raw[: max(0, min(length, len(name)))]))


def _about(opened: Any) -> dict[str, str]:
    """What the document says of itself; half a character there is no reason not to read it."""
    try:
        found: dict[str, str] = opened.get_metadata_dict()
    except ValueError:
        return {}
    return found


def _properties(about: dict[str, str]) -> Properties:
    made = _CREATED.match(about.get("CreationDate", ""))
    try:
        created = date(int(made[1]), int(made[2]), int(made[3])) if made else None
    except ValueError:
        created = None
    return Properties(clean(about.get("Title", "")).strip() or None, created)
