"""The names that may stand before a colon, and the values of ``kind:``. Data, and one look-up."""

from __future__ import annotations

from typing import NamedTuple

from unionsearch.model import Kind
from unionsearch.patterns import pattern

TEXT_FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("标题", "標題", "题名", "題名"),
    "section": ("栏目", "欄目"),
    "contributor": ("供稿", "供稿单位", "供稿單位"),
    "byline": ("作者", "署名"),
    "heading": ("小标题", "小標題"),
    "body": ("正文",),
    "issue": ("期", "期号", "期號", "刊期"),
}
"""Fields that hold text: canonical name to its other names."""

DATE = "date"
KIND = "kind"
FILTERS: dict[str, tuple[str, ...]] = {
    DATE: ("日期", "时间", "時間"),
    KIND: ("类型", "類型"),
}
"""Fields whose value is no text: canonical name to its other names."""

KIND_VALUES: dict[str, Kind] = {
    "article": "article", "文章": "article",
    "brief": "brief", "简讯": "brief", "簡訊": "brief",
    "report": "report", "报告": "report", "報告": "report",
}  # fmt: skip
"""What may follow ``kind:``."""

KIND_CHOICES = ("article", "brief", "report", "文章", "简讯", "报告")
"""What an error says may follow it."""

NAMES: dict[str, str] = {
    alias: name for name, others in (TEXT_FIELDS | FILTERS).items() for alias in (name, *others)
}
"""Every name, in lower case, to its canonical name."""

_NAME = pattern(r"([^\W\d](?:[^\W\d]|-)*)([:：])")
_LATIN = pattern(r"[A-Za-zÀ-ÖØ-öø-ɏ_-]+")


class Prefix(NamedTuple):
    """A name and its colon at a word's start. ``name`` is canonical, or None where nobody knows it.

    ``written`` is the name as typed; the prefix ends before the offset ``end``.
    """

    name: str | None
    written: str
    end: int


def prefix_at(text: str, at: int) -> Prefix | None:
    r"""The field prefix that begins at offset ``at``, or None where the colon is text.

    A colon is text after an unknown name that is not Latin, after anything with a digit (10:30,
    ISO9001:2008), as full width after an unknown Latin name, and where a slash, a backslash or
    another colon follows an unknown name (https://, C:\, std::sort).
    """
    match = _NAME.match(text, at)
    if match is None:
        return None
    written, colon = match.groups()
    name = NAMES.get(written.lower())
    end = match.end()
    if name is None:
        behind = text[end : end + 1]
        if colon != ":" or not _LATIN.fullmatch(written) or behind in ("/", "\\", ":"):
            return None
    return Prefix(name, written, end)
