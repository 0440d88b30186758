"""How an issue is cited, from what is known of it."""

from __future__ import annotations

from typing import Any

import pytest

from unionsearch.model import Issue
from unionsearch.output.citation import citation

CASES: list[tuple[dict[str, Any], list[int], str, str]] = [
    (
        {
            "title": "蓝洲工会",
            "number": 12,
            "total_number": 137,
            "period": "2011-12",
            "publisher": "蓝洲总工会",
        },
        [63],
        "《蓝洲工会》2011年第12期（总第137期），蓝洲总工会，第 63 行",
        "《蓝洲工会》 2011 no. 12 (total no. 137), 蓝洲总工会, line 63",
    ),
    (
        {"title": "《蓝洲工会》", "period": "2011-12-05"},
        [9, 3, 9],
        "《蓝洲工会》2011年12月5日，第 3、9 行",
        "《蓝洲工会》 2011-12-05, lines 3, 9",
    ),
    ({"title": "蓝洲工会", "number": 3}, [], "《蓝洲工会》第3期", "《蓝洲工会》 no. 3"),
    ({"title": "蓝洲工会", "total_number": 8}, [], "《蓝洲工会》（总第8期）", "《蓝洲工会》 (total no. 8)"),
    ({"title": "蓝洲工会"}, [], "《蓝洲工会》", "《蓝洲工会》"),
    ({"publisher": "蓝洲总工会", "period": "2011"}, [], "蓝洲总工会，2011年", "蓝洲总工会, 2011"),
    ({"title": "蓝洲总工会简报", "publisher": "蓝洲总工会"}, [], "《蓝洲总工会简报》", "《蓝洲总工会简报》"),
    ({}, [1], "a/b.txt，第 1 行", "a/b.txt, line 1"),
    (
        {"period": "2012-03", "period_from": "text"},
        [],
        "a/b.txt，2012年3月（据正文推定）",
        "a/b.txt, 2012-03 (worked out from the text)",
    ),
]


@pytest.mark.parametrize(("known", "lines", "zh", "en"), CASES)
def test_citation(
    known: dict[str, Any], lines: list[int], zh: str, en: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue = Issue("a/b", "a/b.txt", **known)
    monkeypatch.setenv("UNIONSEARCH_LANG", "zh")
    assert citation(issue, lines) == zh
    monkeypatch.setenv("UNIONSEARCH_LANG", "en")
    assert citation(issue, lines) == en
