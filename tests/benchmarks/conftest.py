"""A small collection, and the benchmarks on the path: they are no part of what is installed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

_ROOT = str(Path(__file__).resolve().parents[2])
if _ROOT not in sys.path:
    sys.path.insert(0, _ROOT)

DOCUMENTS = [
    {"id": "d1", "title": "码头工会办起夜校", "text": "港区码头工会为装卸工办起夜校，每周两晚教识图和电工。"},
    {
        "id": "d2",
        "title": "纺织厂签订女职工合同",
        "text": "纺织厂工会与厂方签订女职工专项合同，写明孕期调岗。",
    },
    {"id": "d3", "title": "", "text": "环卫站设了歇脚亭，备有热水和药箱。", "date": "2012-07-03"},
    {"id": "d4", "title": "公交公司比武", "text": "公交公司工会举办司机技能比武，第一名得奖金八百元。"},
    {"id": "d5", "title": "工會為礦工體檢", "text": "煤矿工会组织三百名矿工体检，费用由企业承担。"},
    {"id": "d6", "title": "送清凉", "text": "高温天里，工会干部给工地送去凉茶。", "date": "夏天"},
]
QUERIES = {
    "a-1": ("装卸工的夜校", {"d1": 1}),
    "a-2": ("女职工合同", {"d2": 2, "d4": 0}),
    "a-3": ("歇脚亭 热水", {"d3": 1}),
    "a-4": ("司机技能比武", {"d4": 1}),
    "b-1": ("矿工体检", {"d5": 1}),
    "b-2": ("工地 凉茶", {"d6": 1}),
    "b-3": ("没有评判的问题", {}),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder ``office`` with docs.jsonl, queries.tsv and qrels.tsv."""
    made = tmp_path / "office"
    made.mkdir()
    lines = (json.dumps(document, ensure_ascii=False) for document in DOCUMENTS)
    (made / "docs.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    questions = (f"{id_}\t{text}" for id_, (text, _) in QUERIES.items())
    (made / "queries.tsv").write_text("\n".join(questions) + "\n", encoding="utf-8")
    judged = (f"{q} 0 {d} {grade}" for q, (_, grades) in QUERIES.items() for d, grade in grades.items())
    (made / "qrels.tsv").write_text("\n".join(judged) + "\n", encoding="utf-8")
    return made


@pytest.fixture
def three(folder: Path) -> list[str]:
    """The options that name the collection's files."""
    names = {"--docs": "docs.jsonl", "--queries": "queries.tsv", "--qrels": "qrels.tsv"}
    return [word for option, name in names.items() for word in (option, str(folder / name))]
