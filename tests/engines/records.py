"""Records for the engine tests, cut by a rule of thumb: the engines do not care how words are found."""

from __future__ import annotations

import itertools
import random
import re
from collections import Counter
from collections.abc import Sequence

from unionsearch.engines.protocol import Bm25f, Engine, Place, Reader, Record
from unionsearch.text import flatten, normalize


def words(text: str) -> list[str]:
    """Han pairs side by side and their first characters, numbers and Latin words."""
    found = []
    for run in re.findall(r"[a-z]+|[0-9.]+|[^\W_a-z0-9]+", normalize(text).text):
        if run[0].isascii():
            found.append(run)
        else:
            found += [piece for i in range(0, len(run), 2) for piece in (run[i : i + 2], run[i])]
    return found


def record(
    source: str,
    number: int = 1,
    *,
    days: tuple[int, ...] = (),
    period: tuple[int, int] | None = None,
    kind: str = "article",
    **texts: str,
) -> Record:
    """A record of texts by field."""
    flats = {name: flatten(text) for name, text in texts.items() if flatten(text)}
    return Record(
        source=source,
        number=number,
        payload=f'{{"{source}": {number}}}',
        flats=flats,
        words={name: words(texts[name]) for name in flats},
        keywords={"kind": kind},
        days=days,
        period=period,
    )


PARAMETERS = {
    "words": Bm25f(1.2, {"title": (3.0, 0.4), "body": (1.0, 0.75), "section": (0.5, 0.0)}),
    "grams": Bm25f(1.8, {"title": (2.0, 1.0), "body": (1.0, 0.6)}),
}

_CHARACTERS = "工会职代资集体协商劳动〇𠮷的一二"
_NUMBERS = ("25日", "5日", "3.5万", "2011年", "12")
_PIECES = (*_CHARACTERS, *_NUMBERS, "工会", "职工", "集体协商", "工资", "abc", "ab", "union")
_JOINTS = ("", "", "", "", "，", "。", " ", "、\n", "（", "）", "-")


def random_text(choose: random.Random, length: int) -> str:
    """A text of up to ``length`` pieces, in which the same runs keep coming back."""
    pieces = (choose.choice(_PIECES) + choose.choice(_JOINTS) for _ in range(choose.randrange(length + 1)))
    return "".join(pieces)


def random_day(choose: random.Random) -> int:
    return choose.choice((2010, 2011)) * 10000 + choose.randrange(1, 13) * 100 + choose.randrange(1, 29)


def random_record(choose: random.Random, source: str, number: int) -> Record:
    """A record of which every part may be missing."""
    month, year = random_day(choose) // 100 * 100, random_day(choose) // 10000 * 10000
    return record(
        source,
        number,
        days=tuple(random_day(choose) for _ in range(choose.choice((0, 0, 1, 2)))),
        period=choose.choice((None, (month + 1, month + 31), (year + 101, year + 1231))),
        kind=choose.choice(("article", "brief", "report")),
        title=random_text(choose, 4),
        section=choose.choice(("", "工会工作", "职工之家", "ab")),
        contributor=choose.choice(("", "工会", "职工abc")),
        body=random_text(choose, choose.choice((0, 5, 40, 300))),
    )


def places(reader: Reader, docs: object) -> list[Place]:
    """Where documents stand, in the order of places; document numbers mean nothing across engines."""
    return sorted(reader.place(int(doc)) for doc in docs)  # type: ignore[attr-defined]


def holed(engines: Sequence[Engine], choose: random.Random, sizes: Sequence[int]) -> list[Record]:
    """As many commits as sizes, the same to all engines, each of so many articles and with some going.

    The answer is what is left.
    """
    records: list[Record] = []
    for step, size in enumerate(sizes):
        made = [random_record(choose, f"s{step}-{i // 3}", i % 3) for i in range(size)]
        sources = sorted({record.source for record in records})
        gone = choose.sample(sources, len(sources) // 8)
        for engine in engines:
            writer = engine.writer()
            for source in gone:
                writer.remove(source)
            for each in made:
                writer.add(each)
            writer.commit(b"")
        records = [record for record in records if record.source not in gone] + made
    return records


def zipfian(choose: random.Random, count: int, *, vocabulary: int = 3000, length: int = 60) -> list[Record]:
    """Articles whose words are as unevenly common as those of real text: the r-th stands in for 1/r."""
    first = 0x4E00
    lexicon = [chr(first + rank // 60) + chr(first + 2000 + rank % 60) for rank in range(vocabulary)]
    weights = [1 / (rank + 1) for rank in range(vocabulary)]
    totals = list(itertools.accumulate(weights))

    def some(number: int) -> list[str]:
        return choose.choices(lexicon, cum_weights=totals, k=number)

    made = []
    for i in range(count):
        cut = {"title": some(choose.randrange(1, 6)), "body": some(choose.randrange(1, 2 * length))}
        made.append(
            Record(
                source=f"z{i // 20}",
                number=i % 20,
                payload=str(i),
                flats={name: "".join(given) for name, given in cut.items()},
                words=cut,
                keywords={"kind": "article"},
                days=(random_day(choose),),
            )
        )
    return made


def by_frequency(records: Sequence[Record]) -> list[str]:
    """The words of some records, the most frequent first."""
    counts = Counter(word for r in records for word in {w for given in r.words.values() for w in given})
    return [word for word, _ in counts.most_common()]
