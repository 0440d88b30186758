"""A whole text into a Bulletin: what stands above and below the articles, the articles, the issue's data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from unionsearch import dates
from unionsearch.bulletin.block import Block, make_block
from unionsearch.bulletin.byline import is_date_line
from unionsearch.bulletin.closers import mark_closing
from unionsearch.bulletin.companions import mark_companions
from unionsearch.bulletin.contents import Announced, contents_end, is_contents_header, is_whole_list
from unionsearch.bulletin.dating import find_days, infer_month, infer_year
from unionsearch.bulletin.draft import Draft, Regions, whole
from unionsearch.bulletin.fields import mark_fields
from unionsearch.bulletin.file_name import from_file_name
from unionsearch.bulletin.footer import footer_start
from unionsearch.bulletin.imprint import read_imprint
from unionsearch.bulletin.layout import is_furniture
from unionsearch.bulletin.lines import split_lines
from unionsearch.bulletin.mast import Masthead, find_masthead, is_name
from unionsearch.bulletin.metadata import check, front_matter
from unionsearch.bulletin.parser import Parser
from unionsearch.bulletin.plain_contents import find_plain_contents
from unionsearch.bulletin.readers.source import Properties, Source
from unionsearch.bulletin.reading import Bulletin
from unionsearch.bulletin.stated import month_of_making, settle, settle_period
from unionsearch.bulletin.wrapping import make_blocks
from unionsearch.model import Article, Issue, PeriodSource

_SCRAPS = 20_000
_ABOVE_CONTENTS = 8  # blocks between masthead and contents list, if they are short
_MAST_LONGEST = 60  # characters of one
_FOREWORD = 3  # blocks of one that stands above the contents list
_SCRAP = 8  # characters


def parse_text(
    text: str, *, file: str, encoding: str | None = None, metadata: Mapping[str, object] | None = None
) -> Bulletin:
    """Parse a bulletin's text. Any text will do; one that is no bulletin becomes one article.

    ``file`` is the path relative to the corpus, ``encoding`` what to record, ``metadata`` the file's
    table from ``issues.toml``. Raises MetadataError for bad metadata and bad front matter only.
    """
    return parse_source(Source(text, encoding), file=file, metadata=metadata)


def parse_source(source: Source, *, file: str, metadata: Mapping[str, object] | None = None) -> Bulletin:
    """Parse what a reader has read, as :func:`parse_text` does, with what the format knows besides."""
    text, encoding = source.text, source.encoding
    beside = check(metadata, "issues.toml", file) if metadata else {}
    head, head_end = front_matter(text, file)
    regions = Regions()
    lines = split_lines(text, source.marks)
    inside = [line for line in lines if line.start >= head_end]
    regions.add("front matter", [whole(make_block([line])) for line in lines if line.start < head_end])
    blocks = make_blocks(inside)
    masthead, articles, footer = Masthead(), list[Draft](), list[Block]()
    if not _is_debris(blocks):
        bottom = footer_start(blocks)
        masthead = find_masthead(blocks[:bottom])
        regions.add("masthead", [whole(b) for b in blocks[: masthead.blocks]])
        listed, known = _contents(blocks[:bottom], masthead.blocks, regions)
        articles = _articles(listed, known, regions)
        footer = blocks[bottom:]
    if not articles and blocks:
        # Nothing but masthead or footer: no bulletin after all.
        regions, masthead, footer = Regions(), Masthead(), []
        regions.add("front matter", [whole(make_block([line])) for line in lines if line.start < head_end])
        articles = [_single(blocks, regions)]
    finished = [a.finish() for a in articles]
    said: dict[PeriodSource, Mapping[str, object]] = {
        "issues.toml": beside,
        "front matter": head,
        "masthead": _printed(masthead, footer),
        "file name": from_file_name(file),
    }
    issue, year, month = _issue(file, encoding, said, source.properties, finished)
    if footer:
        regions.add("footer", [whole(b) for b in footer])
        issue = replace(issue, footer=_footer_text(footer))
    dated = tuple(
        replace(
            a,
            dates=tuple(find_days("\n".join(filter(None, (a.title, a.byline, a.body))), year, month)),
            pages=_pages(a, source),
        )
        for a in finished
    )
    return Bulletin(issue, dated, regions.joined())


def _pages(article: Article, source: Source) -> tuple[tuple[int, int], ...]:
    """On which pages the article's lines stand, where the format knows it."""
    if not source.marks:
        return ()
    found: list[tuple[int, int]] = []
    for line in sorted({article.line, *(number for _, number in article.lines)}):
        page = source.mark(line).page
        if page is not None and (not found or found[-1][1] != page):
            found.append((line, page))
    return tuple(found)


def _is_debris(blocks: Sequence[Block]) -> bool:
    """Many scraps of a few characters: a column of figures or a broken export. No layout is sought in it."""
    return len(blocks) > _SCRAPS and sum(len(b.text) for b in blocks) < _SCRAP * len(blocks)


def _contents(blocks: Sequence[Block], start: int, regions: Regions) -> tuple[Sequence[Block], Announced]:
    """Take a contents list off; where articles are, and the titles that the list announced.

    A foreword above the list stays there: 编者按, 卷首语.
    """
    foreword = start
    for index in range(start, min(len(blocks), start + _ABOVE_CONTENTS)):
        block = blocks[index]
        if is_contents_header(block.text):
            end = contents_end(blocks, index)
            above = blocks[start:index] if foreword != start else []
            regions.add("masthead", [whole(b) for b in blocks[start:index] if not above])
            regions.add("contents list", [whole(b) for b in blocks[index:end]])
            known = Announced.by(blocks[index + 1 : end], is_whole_list(block.text))
            return [*above, *blocks[end:]], known
        if index >= start + 3 and block.section:
            break
        if len(block.text) > _MAST_LONGEST:
            foreword = index + 1
            if not block.prose or foreword - start > _FOREWORD:
                break
    if (found := find_plain_contents(blocks, start)) is not None:
        first, end, known = found
        regions.add("masthead", [whole(b) for b in blocks[start:first]])
        regions.add("contents list", [whole(b) for b in blocks[first:end]])
        return blocks[end:], known
    return blocks[start:], Announced()


def _articles(blocks: Sequence[Block], known: Announced, regions: Regions) -> list[Draft]:
    return Parser(mark_closing(mark_fields(mark_companions(blocks))), known, regions).run()


def _single(blocks: Sequence[Block], regions: Regions) -> Draft:
    """All of a file that is no bulletin: its first line is the title."""
    draft = Draft(1, None)
    draft.title = [whole(blocks[0])]
    draft.body = [whole(b) for b in blocks[1:]]
    regions.add("title", draft.title, 1)
    regions.add("body", draft.body, 1)
    return draft


def _footer_text(blocks: Sequence[Block]) -> str | None:
    texts = [b.printed for b in blocks if not is_furniture(b.text)]
    return "\n".join(texts) or None


def _issue(
    file: str,
    encoding: str | None,
    said: dict[PeriodSource, Mapping[str, object]],
    properties: Properties,
    articles: Sequence[Article],
) -> tuple[Issue, int | None, int | None]:
    """The issue, and the year and month in which its articles' days are to be read."""
    texts = ["\n".join(filter(None, (a.title, a.byline, a.body))) for a in articles]
    said = {**said, "document properties": {}, "text": {}}
    if properties.title and is_name(properties.title):
        said["document properties"] = {"title": properties.title}
    year, month = _year_and_month(settle_period(said).value)
    if year is None and len(articles) == 1:
        year, month = _signed_date(articles[0])
        if year is not None:
            said["text"] = {"period": f"{year:04}-{month:02}"}
    if month is None:
        month = infer_month(texts)
    if year is None:
        year = infer_year(texts, month)
        if year is not None:
            said["text"] = {"period": f"{year:04}-{month:02}" if month else f"{year:04}"}
        if properties.created and (made := month_of_making(properties.created, year, month)):
            said["document properties"] = {**said["document properties"], "period": made}
            year, month = _year_and_month(made)
    period = settle_period(said)
    title, number, total, publisher = (
        settle(said, key) for key in ("title", "number", "total_number", "publisher")
    )
    stem = file.rsplit("/", 1)[-1]
    identity = file[: -len(stem)] + (stem.rsplit(".", 1)[0] if "." in stem[1:] else stem)
    return (
        Issue(
            id=identity,
            file=file,
            title=_text(title.value),
            number=_number(number.value),
            total_number=_number(total.value),
            period=_text(period.value),
            period_from=period.source,
            publisher=_text(publisher.value),
            encoding=encoding,
            title_from=title.source,
            number_from=number.source,
            total_number_from=total.source,
            publisher_from=publisher.source,
        ),
        year,
        month,
    )


def _printed(masthead: Masthead, footer: Sequence[Block]) -> dict[str, object]:
    """What masthead and imprint print; the masthead goes before."""
    printed = {
        "title": masthead.title,
        "number": masthead.number,
        "total_number": masthead.total_number,
        "period": masthead.period,
        "publisher": masthead.publisher,
    }
    return {**read_imprint(footer), **{key: value for key, value in printed.items() if value is not None}}


def _year_and_month(period: object) -> tuple[int | None, int | None]:
    if not isinstance(period, str):
        return None, None
    found = dates.parse_period(period)
    return found.first.year, found.first.month if len(period) > 4 else None


def _signed_date(article: Article) -> tuple[int | None, int | None]:
    """The date line over or under a report or letter that is the whole file."""
    lines = [*(article.byline or "").split("\n"), *article.body.rsplit("\n", 3)[1:]]
    for line in lines:
        if is_date_line(line) and (days := find_days(line, None, None)):
            return days[-1].year, days[-1].month
    return None, None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None
