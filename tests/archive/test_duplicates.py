"""Copies are shown once, and nothing of them is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from indexing.office import Office, bulletin

from unionsearch import Archive
from unionsearch.model import Page

STORY = (
    "去年冬天，青溪造船厂的电焊工老周在工棚里给徒弟们办起了夜课，白天干活，晚上讲焊缝。厂工会知道以后，"
    "腾出一间会议室，添了灯和黑板，又请来退休的老师傅轮流坐堂。如今夜课已经讲到第三十讲，二十多个徒弟里有九个考取了证书。"
)
SHORTER = STORY.replace("，添了灯和黑板", "")
OTHER = (
    "青溪造船厂食堂把一周的菜谱贴到了车间门口，谁爱吃什么、不爱吃什么，工人直接在旁边写。工会每个星期五收一次意见，"
    "星期一就能在窗口看到新菜。电焊班的小伙子说，写上去的土豆烧牛肉，真的有了。"
)


@pytest.fixture
def archive(office: Office) -> Archive:
    """A story in its bulletin (2011), the same as the web page says it (2011), a reprint in the next year."""
    office.write("2011/船厂工会-2011-03.txt", bulletin("老周的夜课", STORY))
    office.write("2011/船厂工会-2011-03-网页.txt", bulletin("老周的夜课", STORY.replace("，", ",")))
    office.write("2012/青溪工会信息-2012-01.txt", bulletin("一名电焊工和他的夜课", SHORTER))
    office.write("2012/青溪工会信息-2012-02.txt", bulletin("菜谱贴到车间门口", OTHER))
    with office.archive() as archive:
        archive.sync()
    return office.archive()


STORIES = {"2011/船厂工会-2011-03#1", "2011/船厂工会-2011-03-网页#1", "2012/青溪工会信息-2012-01#1"}


def ids(page: Page) -> list[str]:
    return [hit.id for hit in page.hits]


def test_a_story_is_shown_once_and_says_where_else_it_stands(archive: Archive) -> None:
    page = archive.search("夜课")
    assert (page.total, page.complete, len(page.hits)) == (1, 1, 1)
    (hit,) = page.hits
    assert {hit.id, *(copy.id for copy in hit.also_in)} == STORIES
    assert len(hit.also_in) == 2


def test_counts_are_of_what_can_be_reached(archive: Archive) -> None:
    page = archive.search("青溪造船厂 夜课", limit=0)
    assert len(page.hits) == page.total == 2
    assert page.complete == 1
    one_by_one = [archive.search("青溪造船厂 夜课", limit=1, offset=i) for i in range(3)]
    assert [hit for page in one_by_one for hit in ids(page)] == ids(page)
    assert one_by_one[2].hits == ()
    assert [hit.rank for page in one_by_one for hit in page.hits] == [1, 2]


def test_the_best_one_stands_for_all(archive: Archive) -> None:
    for title in ("一名电焊工和他的夜课", "老周的夜课"):
        first = archive.search(title).hits[0]
        assert first.article.title == title
        assert first.id in STORIES


def test_each_copy_is_found_in_its_own_issue(archive: Archive) -> None:
    for id_ in STORIES:
        page = archive.search("夜课", issue=id_.partition("#")[0])
        assert ids(page) == [id_]
        assert {copy.id for copy in page.hits[0].also_in} == STORIES - {id_}


def test_what_only_one_copy_says_finds_that_one(archive: Archive) -> None:
    assert set(ids(archive.search("「添了灯和黑板」"))) < STORIES
    assert ids(archive.search("title:一名电焊工")) == ["2012/青溪工会信息-2012-01#1"]
    assert archive.search("title:一名电焊工").hits[0].also_in != ()


def test_a_filter_keeps_the_copy_that_meets_it(archive: Archive) -> None:
    assert ids(archive.search("夜课", since="2012")) == ["2012/青溪工会信息-2012-01#1"]


def test_all_copies_can_be_asked_for(archive: Archive) -> None:
    page = archive.search("夜课", all_copies=True)
    assert set(ids(page)) == STORIES
    assert page.total == 3
    assert all({hit.id, *(copy.id for copy in hit.also_in)} == STORIES for hit in page.hits)


@pytest.mark.parametrize("sort", ["date", "-date", "issue"])
def test_other_orders_show_it_once_too(archive: Archive, sort: str) -> None:
    page = archive.search("青溪", sort=sort, limit=0)
    assert page.total == len(page.hits) == 2
    story = {"date": "2011", "-date": "2012", "issue": "2011"}[sort]
    assert next(hit for hit in ids(page) if hit in STORIES).startswith(story)


def test_groups_have_the_oldest_first_and_say_how_like_it_each_is(archive: Archive) -> None:
    (group,) = archive.duplicates()
    assert [entry.id for entry in group.entries] == [
        "2011/船厂工会-2011-03#1",
        "2011/船厂工会-2011-03-网页#1",
        "2012/青溪工会信息-2012-01#1",
    ]
    assert group.likeness[:2] == (1, 1)
    assert 0.85 < group.likeness[2] < 1


def test_what_has_no_copy_says_so(archive: Archive) -> None:
    (hit,) = archive.search("土豆烧牛肉").hits
    assert hit.also_in == ()


def test_the_same_twice_in_one_issue_stays_two(office: Office) -> None:
    """Whoever opens the issue sees it twice; what stands there must be found there."""
    article = f"老周的夜课\n\n    {STORY}（船厂工会）\n\n"
    office.write("a.txt", f"船厂工会信息\n第3期\n\n【工作动态】\n\n{article}{article}")
    office.sync()
    with office.archive() as archive:
        assert archive.search("夜课").total == 2
        assert list(archive.duplicates()) == []


def test_the_guarantee_holds_over_copies(office: Office) -> None:
    """Any run of an article, quoted, leads to it: as a hit, or as a place that a hit names."""
    samples = Path(__file__).parents[2] / "corpus"
    files = [path for path in sorted(samples.rglob("*.txt")) if "lexicon" not in path.parts][:6]
    for path in files:
        office.write(f"first/{path.name}", path.read_bytes())
        office.write(f"again/{path.name}", path.read_bytes())
    office.sync()
    with office.archive() as archive:
        entries = list(archive.articles())
        assert sum(len(group.entries) for group in archive.duplicates()) > len(entries) / 2
        for entry in entries:
            body = entry.article.body
            run = body[len(body) // 3 :][:12].replace("\n", "")
            page = archive.search(f'"{run}"', limit=0)
            reached = {place for hit in page.hits for place in (hit.id, *(c.id for c in hit.also_in))}
            assert entry.id in reached, run


def test_one_issue_in_every_format_is_shown_once(office: Office) -> None:
    pytest.importorskip("olefile")
    pytest.importorskip("pypdfium2")
    documents = sorted((Path(__file__).parents[1] / "data" / "documents").glob("*/jiaogong-2008-09.*"))
    assert len(documents) >= 6
    for path in documents:
        office.write(path.name, path.read_bytes())
    assert office.sync().problems == ()
    with office.archive() as archive:
        (group, *_) = archive.duplicates()
        assert {entry.issue.file for entry in group.entries} == {path.name for path in documents}
        (hit, *others) = archive.search(group.entries[0].article.title, limit=0).hits
        assert len(hit.also_in) == len(documents) - 1
        assert hit.id not in {other.id for other in others}


def test_of_one_day_the_issue_that_came_first_is_the_oldest(office: Office) -> None:
    """A volume bound at the year's end has the days of its articles, and its name may come first."""
    dated = f"12月1日，{STORY}"
    office.write("2011合订本.txt", bulletin("老周的夜课", dated))
    office.write("船厂工会-2011年12月.txt", bulletin("老周的夜课", dated))
    office.write("issues.toml", '["2011合订本.txt"]\nperiod = "2012-01-31"\n')
    with office.archive() as archive:
        archive.sync()
        (group,) = archive.duplicates()
        first, second = group.entries
        assert first.article.dates == second.article.dates
        assert (first.issue.id, second.issue.id) == ("船厂工会-2011年12月", "2011合订本")
