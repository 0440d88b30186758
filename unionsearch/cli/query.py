"""``unionsearch query``: find articles."""

from __future__ import annotations

from typing import Any

import click

from unionsearch.cli import terminal
from unionsearch.cli.command import (
    WIDEST_PAGE,
    OneOf,
    Whole,
    colour_option,
    command,
    format_option,
    opened,
)
from unionsearch.cli.exits import Outcome
from unionsearch.cli.help import Helpful
from unionsearch.cli.root import Request
from unionsearch.errors import ConfigError
from unionsearch.lang import say
from unionsearch.model import KINDS
from unionsearch.output import formatter
from unionsearch.query.fields import KIND_VALUES

_SORTS = ("relevance", "date", "-date", "issue")


class WordsCommand(Helpful):
    """A command whose words may begin with ``-``: an exclusion, not an option.

    Long options keep their meaning, and one that does not exist is an error rather than a word. After a
    bare ``--`` everything is a word.
    """

    ignore_unknown_options = True

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        after = len(args) - args.index("--") - 1 if "--" in args else 0
        super().parse_args(ctx, args)
        words = ctx.params.get("words", ())
        for word in words[: len(words) - after]:
            if word.startswith("--") and not ctx.resilient_parsing:
                known = [name for p in self.get_params(ctx) for name in p.opts if name.startswith("--")]
                name = word.partition("=")[0]
                raise click.NoSuchOption(name, possibilities=known, ctx=ctx)
        return ctx.args


@command(
    say(
        "查找文章。几个词之间用空格：先列出全都有的文章，再列出只有一部分的。\n\n"
        "要连在一起的字句放进直角引号：「集体合同」。词前加 - 表示不要；OR 表示两者之一；* 代表任意多个字，"
        "? 代表一个字。标题：、栏目：、供稿：、期：、日期：（title: section: contributor: issue: date:）"
        '限定在哪里找。英文引号 " 也可以，但命令行窗口会吃掉它，须在外面再加一层单引号。',
        "Find articles. Put spaces between words: articles with all of them come first, then those with "
        "some.\n\n"
        "Words that must stand together go into brackets: 「集体合同」. A - before a word excludes it, OR "
        "means either, * stands for any characters, ? for one. title: section: contributor: issue: date: say "
        'where to look. "..." is the same as 「…」, but shells take it away unless there are single quotes '
        "around it.",
    ),
    examples=(
        ("unionsearch query 工资集体协商", say("最相关的十篇", "the ten best")),
        ("unionsearch query 送温暖 农民工 -春节", say("不要提到春节的", "without 春节")),
        (
            "unionsearch query 「集体合同」 标题：女职工",
            say("原句；标题里有女职工", "a phrase; a title word"),
        ),
        (
            "unionsearch query 劳模 --since 2011-05 --sort date",
            say("2011 年 5 月以后，按时间", "from May 2011 on, by date"),
        ),
        (
            "unionsearch query 帮扶 --limit 0 --format csv",
            say("全部，导入电子表格", "all, for a spreadsheet"),
        ),
        ("unionsearch query --batch queries.txt", say("每行一个查询", "one query a line")),
    ),
    cls=WordsCommand,
)
@click.argument("words", nargs=-1, metavar=say("词 ……", "WORD ..."))
@click.option(
    "--limit",
    type=Whole(),
    default=10,
    metavar="N",
    help=say("最多几篇（默认 10；0 为全部）", "how many articles at most (default: 10; 0: all)"),
)
@click.option(
    "--offset",
    type=Whole(),
    default=0,
    metavar="N",
    help=say("跳过前 N 篇", "leave out the first N articles"),
)
@click.option(
    "--sort",
    type=OneOf(_SORTS),
    default="relevance",
    metavar="|".join(_SORTS),
    help=say("次序：相关、时间、时间倒序、期（默认 relevance）", "the order (default: relevance)"),
)
@click.option(
    "--since", metavar=say("日期", "DATE"), help=say("从这天、月或年起", "from this day, month or year on")
)
@click.option(
    "--until", metavar=say("日期", "DATE"), help=say("到这天、月或年止", "up to this day, month or year")
)
@click.option(
    "--section", metavar=say("文字", "TEXT"), help=say("栏目含有", "in sections whose name has this")
)
@click.option(
    "--contributor",
    metavar=say("文字", "TEXT"),
    help=say("供稿单位含有", "by contributors whose name has this"),
)
@click.option(
    "--issue",
    metavar=say("期", "ISSUE"),
    help=say("只找这一期：编号、期号或文件名", "in this issue: its id, number or file name"),
)
@click.option(
    "--kind",
    type=OneOf(KIND_VALUES, case_sensitive=False),
    metavar="|".join(KINDS),
    help=say("类别：文章、简讯、报告", "articles of this kind"),
)
@click.option(
    "--plain", is_flag=True, help=say("不认任何符号，全当文字", "take the words as plain text without syntax")
)
@click.option(
    "--as-written",
    is_flag=True,
    help=say(
        "照写的找：不找相近词，不认拼音，不改错字",
        "search as written: no words of like meaning, no pinyin, no corrections",
    ),
)
@click.option(
    "--all-copies",
    is_flag=True,
    help=say(
        "同一篇文章的每一份都单独列出，不合并",
        "list every copy of an article by itself instead of once for all",
    ),
)
@click.option(
    "--explain", is_flag=True, help=say("说明每篇的得分从何而来", "say where each score comes from")
)
@click.option(
    "--batch",
    type=click.Path(allow_dash=True),
    metavar=say("文件|-", "FILE|-"),
    help=say(
        "从文件（- 为标准输入）读，每行一个查询，每行输出一个 jsonl 结果",
        "read queries from a file (-: standard input), one a line, and write one jsonl result a line",
    ),
)
@format_option("page")
@colour_option()
def query(
    words: tuple[str, ...],
    batch: str | None,
    format_: str | None,
    colour: str,
    as_written: bool,
    **options: Any,
) -> Outcome:
    options["expand"] = not as_written
    if batch is not None:
        return _batch(words, batch, format_, options)
    text = " ".join(words)
    if not text.strip():
        # The library says so too, but only after an index has been built to look in.
        raise ConfigError(
            say("没有给出要找的词。", "There is no word to look for."),
            say('例如：unionsearch query "工资集体协商"', 'For example: unionsearch query "工资集体协商"'),
        )
    _remember(text)
    with opened() as archive:
        page = archive.search(text, **options)
    coloured = terminal.wants_colour(colour)
    answer = formatter(format_ or "text", width=terminal.width(WIDEST_PAGE), colour=coloured).page(page)
    terminal.emit(answer, colour=coloured)
    return Outcome.DONE if page.hits else Outcome.NOTHING


def _batch(words: tuple[str, ...], source: str, format_: str | None, options: dict[str, Any]) -> Outcome:
    from unionsearch.cli.batch import answer_all

    if words:
        raise ConfigError(
            say("--batch 和要找的词不能一起用。", "--batch and words cannot be used together."),
            say("把每个查询写成文件的一行。", "Write each query on a line of the file."),
        )
    if format_ not in (None, "jsonl"):
        raise ConfigError(
            say(f"--batch 没有 {format_} 格式。", f"--batch does not write {format_}."),
            say("用 --format jsonl，或不写 --format。", "Use --format jsonl, or leave --format out."),
        )

    with opened() as archive:
        return answer_all(source, lambda text: archive.search(text, **options), formatter("jsonl"))


def _remember(text: str) -> None:
    request = click.get_current_context().find_object(Request)
    if request is not None:
        request.query = text
