"""The parts of the library that other tests of this folder do not come by."""

from __future__ import annotations

from pathlib import Path

import pytest
from indexing.office import Office, bulletin

from unionsearch import Archive, archive
from unionsearch.config import Settings
from unionsearch.errors import NotFoundError
from unionsearch.payload import decode, encode
from unionsearch.reports import Changes

THREE = """江岚工会信息

【工作动态】

渔港班组开办夜校

    渔港工会请老船长讲潮汐，夜校每周二开课。（渔港工会）

盐场职工食堂换了新灶

    盐场工会说，新灶省煤三成，饭菜也热了。（盐场工会）

灯塔守望人收到慰问信

    航标处工会把慰问信送上了灯塔。（航标处工会）
"""


@pytest.fixture
def three(office: Office) -> Office:
    office.write("2010/a.txt", THREE)
    office.write("b.txt", bulletin("采茶女工技能比武", "云台茶场办了比武。"))
    office.sync()
    return office


def test_an_article_is_read_alone(three: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    decoded: list[str] = []
    monkeypatch.setattr(archive, "decode", lambda text: decoded.append(text) or decode(text))
    with three.archive() as opened:
        assert opened.article("2010/a#2").article.title == "盐场职工食堂换了新灶"
    assert len(decoded) == 1


def test_articles_come_in_the_order_of_issues_and_numbers(three: Office) -> None:
    with three.archive() as opened:
        assert [e.id for e in opened.articles()] == ["2010/a#1", "2010/a#2", "2010/a#3", "b#1"]
        assert [e.id for e in opened.articles("b")] == ["b#1"]
        assert [e.id for e in opened.articles("2010/a.txt")] == ["2010/a#1", "2010/a#2", "2010/a#3"]
        assert [(s.issue.id, s.articles, s.sections) for s in opened.issues()] == [
            ("2010/a", 3, ("工作动态",)),
            ("b", 1, ()),
        ]


@pytest.mark.parametrize(
    "id_", ["", "#", "b", "b#", "b#0", "b#2", "b#x", "b#²", "b#-1", "c#1", "#1", "b#1#1"]
)
def test_ids_that_do_not_exist(three: Office, id_: str) -> None:
    with three.archive() as opened:
        with pytest.raises(NotFoundError) as error:
            opened.article(id_)
        assert error.value.hint and error.value.exit_code == 1


def test_an_issue_that_does_not_exist_is_said_at_once(three: Office) -> None:
    with three.archive() as opened, pytest.raises(NotFoundError, match="2009"):
        opened.articles("2009")


def test_an_id_goes_before_another_issues_file_name(office: Office) -> None:
    office.write("a.txt", bulletin("甲班夜校", "甲班开课。"))
    office.write("a.txt.md", bulletin("乙班夜校", "乙班开课。"))
    office.sync()
    with office.archive() as opened:
        assert {s.issue.id for s in opened.issues()} == {"a", "a.txt.md"}
        assert opened.article("a.txt#1").article.title == "甲班夜校"
        assert opened.article("a.txt.md#1").article.title == "乙班夜校"


def test_status_of_what_changed(three: Office) -> None:
    with three.archive() as opened:
        before = opened.status()
        assert before.exists and not before.changes and before.changes.unchanged == 2
        assert (before.issues, before.articles, before.problems) == (2, 4, ())
        assert before.index_bytes > 1000 and before.updated
    three.write("c.txt", b"")
    three.write("d.txt", THREE)
    (three.corpus / "b.txt").rename(three.corpus / "e.txt")
    snapshot = three.snapshot()
    with three.archive() as opened:
        status = opened.status()
    # c.txt is only found to be empty when it is opened.
    assert status.changes == Changes(added=("c.txt", "d.txt"), moved=(("b.txt", "e.txt"),), unchanged=1)
    assert (status.issues, status.articles) == (2, 4)
    assert three.snapshot() == snapshot


def test_status_without_an_index(office: Office) -> None:
    office.write("b.txt", THREE)
    with office.archive() as opened:
        status = opened.status()
    assert not status.exists and status.changes.added == ("b.txt",)
    assert (status.issues, status.articles, status.index_bytes, status.updated) == (0, 0, 0, None)
    assert not office.index.exists()


def test_an_index_without_a_given_corpus_uses_the_one_on_record(three: Office) -> None:
    three.write("c.txt", THREE)
    with Archive.open(settings=Settings(corpus=None, index=three.index)) as opened:
        assert opened.status().corpus == str(three.corpus)
        assert opened.warning() is not None
        assert opened.sync().changes.added == ("c.txt",)
        assert opened.warning() is None


def test_the_warning_opens_no_bulletin_and_sees_folders(three: Office) -> None:
    with three.archive() as opened:
        assert opened.warning() is None
        three.write("2010/b.txt", THREE)
        assert "reindex" in str(opened.warning())
        (three.corpus / "2010" / "b.txt").unlink()
    three.sync()
    with three.archive() as opened:
        assert opened.warning() is None
        three.write("issues.toml", '["b.txt"]\nnumber = 3\n', time=2_000_000_000)
        assert opened.warning() is not None


def test_analyze_needs_neither_corpus_nor_index(tmp_path: Path) -> None:
    with Archive.open(settings=Settings(corpus=None, index=tmp_path / "i")) as opened:
        assert [t.original for t in opened.analyze("工 会").words] == ["工 会"]
    assert list(tmp_path.iterdir()) == []


def test_analyze_uses_the_terms_of_the_corpus(three: Office) -> None:
    three.write("lexicon/own.txt", "渔港夜校\n")
    for corpus in (three.corpus, None):
        with Archive.open(settings=Settings(corpus=corpus, index=three.index)) as opened:
            assert [t.text for t in opened.analyze("渔港夜校").cut] == ["渔港夜校"]


def test_a_payload_comes_back(three: Office) -> None:
    with three.archive() as opened:
        for entry in opened.articles():
            assert decode(encode(entry.article)) == entry.article
