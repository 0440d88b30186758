"""However a corpus came to be as it is: an index kept up step by step answers as one built anew."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from indexing.office import Office, bulletin

from unionsearch import Archive
from unionsearch.config import Settings
from unionsearch.reports import Changes

_WORDS = (
    *("港务", "渡口", "茶场", "班组", "夜校", "读书角", "技能比武", "女职工", "工资", "集体协商", "安全"),
    *("慰问", "退休", "劳模", "食堂", "讲座", "2011年", "12月26日"),
)
_NAMES = ("a.txt", "a.md", "b.txt", "2009/c.txt", "2009/d-2009-04.txt", "2010/深/e.txt")
_QUERIES = (
    "工资集体协商",
    "港务 夜校",
    "「技能比武」",
    "女职工 OR 劳模",
    "班组 -安全",
    "title:茶场",
    "读书*",
    "退",
    "2011年12月26日",
    "date:2009",
    "number OR 食堂 issue:2009/c",
)
_names = st.sampled_from(_NAMES)
_seeds = st.integers(0, 10**6)


def text(seed: int) -> str | bytes:
    """A file of some kind: a few articles under a section, one article, hardly anything, or no text."""
    chance = random.Random(seed)

    def words(least: int, most: int) -> str:
        return "".join(chance.choice(_WORDS) for _ in range(chance.randint(least, most)))

    kind = chance.randrange(8)
    if kind == 0:
        return chance.choice([b"", b"\x00\x01\xff" * 50])
    if kind < 4:
        return bulletin(words(2, 4), f"{words(3, 9)}，{words(3, 9)}。")
    articles = "".join(
        f"{words(2, 4)}\n\n    {words(4, 9)}，{words(4, 9)}。（{words(1, 1)}工会）\n\n"
        for _ in range(chance.randint(1, 3))
    )
    return f"江岚工会信息\n第{kind}期\n\n【工作动态】\n\n{articles}"


class Corpus(RuleBasedStateMachine):
    """Random changes to a corpus; at each sync, the index is compared with a fresh one."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.office = Office(self.folder / "kept")

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            try:
                # However it went, the end is compared.
                self.sync()
            finally:
                shutil.rmtree(self.folder)

    @property
    def present(self) -> list[str]:
        files = (p for p in self.office.corpus.rglob("*") if p.suffix in (".txt", ".md"))
        return sorted(
            p.relative_to(self.office.corpus).as_posix() for p in files if p.parent.name != "lexicon"
        )

    @rule(name=_names, seed=_seeds)
    def write(self, name: str, seed: int) -> None:
        self.office.write(name, text(seed))

    @rule(name=_names, seed=_seeds, same=st.integers(0, 100))
    def write_within_the_tick(self, name: str, seed: int, same: int) -> None:
        """Same size, same time: only the bytes differ."""
        path = self.office.write(name, bulletin("渡口夜校", _WORDS[same % 2]))
        now = path.stat().st_ctime_ns
        os.utime(path, ns=(now, now))
        self.office.sync()
        path.write_text(bulletin("夜校渡口", _WORDS[seed % 2]), encoding="utf-8")
        os.utime(path, ns=(now, now))

    @rule(chance=st.randoms(use_true_random=False), to=_names)
    def move(self, chance: random.Random, to: str) -> None:
        if self.present:
            old = self.office.corpus / chance.choice(self.present)
            new = self.office.corpus / to
            new.parent.mkdir(parents=True, exist_ok=True)
            os.replace(old, new)

    @rule(chance=st.randoms(use_true_random=False), to=_names)
    def copy(self, chance: random.Random, to: str) -> None:
        if self.present:
            self.office.write(to, (self.office.corpus / chance.choice(self.present)).read_bytes())

    @rule(chance=st.randoms(use_true_random=False))
    def delete(self, chance: random.Random) -> None:
        if self.present:
            (self.office.corpus / chance.choice(self.present)).unlink()

    @rule(chance=st.randoms(use_true_random=False), period=st.sampled_from(["2008", "2011-12", "2011-12-26"]))
    def say_beside(self, chance: random.Random, period: str) -> None:
        if self.present:
            name = chance.choice(self.present)
            self.office.write("issues.toml", f'["{name}"]\nperiod = "{period}"\ntitle = "港务信息"\n')

    @rule()
    def say_nothing_beside(self) -> None:
        (self.office.corpus / "issues.toml").unlink(missing_ok=True)

    @rule(terms=st.sets(st.sampled_from(["渡口夜校", "港务班组", "技能比武女职工", "没有的词"])))
    def lexicon(self, terms: set[str]) -> None:
        self.office.write("lexicon/own.txt", "\n".join(sorted(terms)))

    @rule(name=_names)
    def sync_one(self, name: str) -> None:
        if name in self.present:
            self.office.sync(name)

    @rule()
    def interrupted_sync(self) -> None:
        def interrupt(*_: object) -> None:
            raise KeyboardInterrupt

        with contextlib.suppress(KeyboardInterrupt):
            self.office.sync(progress=interrupt)

    @rule()
    def sync(self) -> None:
        report = self.office.sync()
        fresh = Settings(corpus=self.office.corpus, index=self.folder / "fresh")
        with Archive.open(settings=fresh) as new, self.office.archive() as kept:
            rebuilt = new.sync(full=True)
            assert (report.issues, report.articles) == (rebuilt.issues, rebuilt.articles)
            assert list(kept.articles()) == list(new.articles())
            assert kept.issues() == new.issues()
            assert list(kept.duplicates()) == list(new.duplicates())
            for query in _QUERIES:
                ours, theirs = kept.search(query, limit=0), new.search(query, limit=0)
                assert [a.also_in for a in ours.hits] == [b.also_in for b in theirs.hits]
                assert (ours.total, ours.complete, ours.notes) == (
                    theirs.total,
                    theirs.complete,
                    theirs.notes,
                )
                for a, b in zip(ours.hits, theirs.hits, strict=True):
                    assert (a.id, a.complete, a.issue, a.snippets) == (b.id, b.complete, b.issue, b.snippets)
                    assert abs(a.score - b.score) <= 1e-9
            assert kept.warning() is None
        assert self.office.sync().changes == Changes(
            unchanged=report.issues, passed_over=report.changes.passed_over
        )

    @invariant()
    def the_index_answers(self) -> None:
        """Also when it is behind."""
        if hasattr(self, "office") and any(self.office.index.glob("*.toc")):
            with self.office.archive() as archive:
                if archive.status().exists:
                    assert archive.search("工资 OR 港务", limit=0).total >= 0


Corpus.TestCase.settings = settings(
    max_examples=100 if os.environ.get("UNIONSEARCH_LONG") else 10,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestCorpus = Corpus.TestCase
