"""``unionsearch evaluate``: how well the archive answers, by the user's own judgments."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from unionsearch.cli import terminal
from unionsearch.cli.command import WIDEST_PAGE, OneOf, command, opened
from unionsearch.cli.exits import Outcome
from unionsearch.lang import say

if TYPE_CHECKING:
    from unionsearch.evaluation import Evaluation

_FORMATS = ("text", "json", "csv")


@command(
    say(
        "用自己的评判给查找打分：每个查询最前面十篇的 nDCG、MRR 和召回率，以及全部查询的平均，"
        "都在 0 到 1 之间，越高越好。\n\n"
        "评判文件每行写：查询、制表符、文章编号、制表符、评分（0 为不相关，越大越好）；"
        "只写查询的一行表示简报里没有答案。"
        '也可以是 JSON（文件名以 .json 结尾）：{"查询": {"文章编号": 评分}}。',
        "Score the search by your own judgments: nDCG, MRR and recall of each query's first ten hits, and "
        "the means of all queries, each from 0 to 1, the higher the better.\n\n"
        "The file has on each line: query, tab, article id, tab, grade (0: not relevant; the higher the "
        "better). A query alone on its line says that nothing answers it. It may also be JSON, in a file "
        'whose name ends in .json: {"query": {"article id": grade}}.',
    ),
    examples=(
        (
            "unionsearch evaluate judgments.tsv",
            say("每个查询一行，最后是平均", "a line a query, and the means"),
        ),
        ("unionsearch evaluate judgments.tsv --format csv", say("导入电子表格", "for a spreadsheet")),
    ),
)
@click.argument("judgments", type=click.Path(path_type=Path), metavar=say("评判文件", "JUDGMENTS"))
@click.option(
    "--plain", is_flag=True, help=say("查询不认任何符号，全当文字", "take the queries as text without syntax")
)
@click.option(
    "--format",
    "format_",
    type=OneOf(_FORMATS),
    default=_FORMATS[0],
    metavar="|".join(_FORMATS),
    help=say(f"输出格式（默认 {_FORMATS[0]}）", f"the form of the output (default: {_FORMATS[0]})"),
)
def evaluate(judgments: Path, plain: bool, format_: str) -> Outcome:
    from unionsearch import evaluation
    from unionsearch.output import evaluation as output

    # Read first: a mistake there should not cost the building of an index.
    judged = evaluation.load(judgments)
    with opened() as archive:
        found = evaluation.evaluate(archive, judged, plain=plain)
    width = terminal.width_or_none(WIDEST_PAGE)
    writers = {"text": lambda: output.text(found, width), "json": lambda: output.json(found),
               "csv": lambda: output.csv_rows(found)}  # fmt: skip
    terminal.emit(writers[format_]())
    return Outcome.WRONG if _tell_faults(found) else Outcome.DONE


def _tell_faults(found: Evaluation) -> bool:
    """Name what makes the figures doubtful, on standard error; whether there is anything."""
    unknown = list(dict.fromkeys(id_ for score in found.scores for id_ in score.unknown))
    for id_ in unknown:
        terminal.tell(say(f"注意：没有 {id_} 这篇文章。", f"warning: there is no article {id_}."))
    bad = [score for score in found.scores if score.error is not None]
    for score in bad:
        terminal.tell(say("错误：", "error: ") + f"{score.query}: {score.error}")
    return bool(unknown or bad)
