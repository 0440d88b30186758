"""What can be wrong with a query: one function for each mistake, with its sentence and hint.

They stand together so that the wording stays even, and apart from the reading so that that stays short.
All columns count from 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from unionsearch.errors import QuerySyntaxError
from unionsearch.lang import say


def _shortened(written: str) -> str:
    return written if len(written) <= 40 else written[:40] + "…"


def too_long(length: int, limit: int) -> QuerySyntaxError:
    """The query has more characters than ``limit``."""
    return QuerySyntaxError(
        say(f"检索式有 {length} 个字符，上限是 {limit}。",
            f"The query has {length} characters; the limit is {limit}."),
        say("请只留下要找的词。", "Keep only the words you are looking for."),
        column=limit + 1,
    )  # fmt: skip


def not_text(column: int) -> QuerySyntaxError:
    """A lone surrogate: half of a character."""
    return QuerySyntaxError(
        say("检索式里有不成字符的内容。", "The query is not valid text."),
        say("请检查输入的编码，应为 UTF-8。", "Check the encoding of the input; it should be UTF-8."),
        column=column,
    )


def empty_query() -> QuerySyntaxError:
    """Nothing but white space."""
    return QuerySyntaxError(
        say("检索式是空的。", "The query is empty."),
        say("请输入要找的词，例如：工资集体协商", "Type what you are looking for, for example: 工资集体协商"),
        column=1,
    )


def no_word() -> QuerySyntaxError:
    """Nothing but punctuation."""
    return QuerySyntaxError(
        say("检索式里只有标点，没有可查的词。", "The query holds only punctuation and no word to look for."),
        say("请加上词语；要查标点本身，请用引号括起来。",
            "Add a word; to look for punctuation itself, put it in quotes."),
        column=1,
    )  # fmt: skip


def too_many(column: int, limit: int) -> QuerySyntaxError:
    """More words, phrases and filters than ``limit``."""
    return QuerySyntaxError(
        say(f"检索式的词超过了 {limit} 个。", f"The query has more than {limit} words."),
        say("请缩短检索式，或分几次检索。", "Shorten the query, or ask several times."),
        column=column,
    )


def too_deep(column: int, limit: int) -> QuerySyntaxError:
    """Parentheses nested deeper than ``limit``."""
    return QuerySyntaxError(
        say(f"括号嵌套超过了 {limit} 层。", f"The parentheses are nested more than {limit} deep."),
        say("请去掉多余的括号。", "Take away parentheses that are not needed."),
        column=column,
    )


def unclosed_quote(opening: str, closing: str, column: int) -> QuerySyntaxError:
    """A quote that begins a word and has no end."""
    return QuerySyntaxError(
        say(f"引号 {opening} 没有收尾。", f"The quote {opening} is never closed."),
        say(f"请补上 {closing}，或去掉 {opening}。", f"Add {closing}, or take {opening} away."),
        column=column,
    )


def unopened_quote(quote: str, column: int) -> QuerySyntaxError:
    """A quote at a word's end that none went before."""
    return QuerySyntaxError(
        say(f"引号 {quote} 前面没有与它配对的引号。", f"The quote {quote} was never opened."),
        say(f"请在前面补上 {quote}，或去掉它。", f"Add {quote} before it, or take it away."),
        column=column,
    )


def empty_phrase(column: int) -> QuerySyntaxError:
    """Quotes around nothing."""
    return QuerySyntaxError(
        say("引号里是空的。", "There is nothing between the quotes."),
        say("请在引号里写上要找的文字，或去掉引号。", "Put text between the quotes, or take them away."),
        column=column,
    )


def missing_distance(column: int, limit: int) -> QuerySyntaxError:
    """A ``~`` behind a phrase without a number."""
    return QuerySyntaxError(
        say("短语后面的 ~ 没有紧跟数字。", "The ~ behind the phrase has no number glued to it."),
        say(f"请写上 0 到 {limit} 的数字，例如：\"工资 协商\"~5；不需要就去掉 ~。",
            f'Write a number from 0 to {limit}, for example: "工资 协商"~5, or take ~ away.'),
        column=column,
    )  # fmt: skip


def too_far(column: int, limit: int) -> QuerySyntaxError:
    """A number behind a phrase's ``~`` above ``limit``."""
    return QuerySyntaxError(
        say(f"短语后面的 ~ 最多是 {limit}。", f"The number behind the phrase's ~ is more than {limit}."),
        say(f"请写 0 到 {limit} 的数字；词在哪里都行时，用 AND 连接。",
            f"Write a number from 0 to {limit}. For words at any distance join them by AND."),
        column=column,
    )  # fmt: skip


def near_in_label(name: str, column: int) -> QuerySyntaxError:
    """Words near each other asked of a field that holds no running text."""
    return QuerySyntaxError(
        say(f"{name}: 不能用 ~。", f"{name}: cannot be used with ~."),
        say("请去掉 ~ 和后面的数字。", "Take away the ~ and its number."),
        column=column,
    )


def unclosed_group(column: int) -> QuerySyntaxError:
    """A parenthesis that is never closed."""
    return QuerySyntaxError(
        say("括号 ( 没有收尾。", "The parenthesis ( is never closed."),
        say("请补上 )，或去掉 (；全角括号（）不用于分组。",
            "Add ), or take ( away. Full-width （ ） do not group."),
        column=column,
    )  # fmt: skip


def unopened_group(column: int) -> QuerySyntaxError:
    """A closing parenthesis that none went before."""
    return QuerySyntaxError(
        say("括号 ) 前面没有与它配对的 (。", "The parenthesis ) was never opened."),
        say("请在前面补上 (，或去掉 )。", "Add ( before it, or take ) away."),
        column=column,
    )


def empty_group(column: int) -> QuerySyntaxError:
    """Parentheses around nothing, or around punctuation only."""
    return QuerySyntaxError(
        say("括号里没有可查的词。", "There is nothing to look for in the parentheses."),
        say("请在括号里写上词语，或去掉括号。", "Put a word between them, or take them away."),
        column=column,
    )


def lone_wildcard(column: int) -> QuerySyntaxError:
    """A wildcard beside which no letter, digit or Han character stands."""
    return QuerySyntaxError(
        say("通配符旁边至少要有一个字。", "A wildcard needs at least one character beside it."),
        say('例如：工会*；要查 * 本身，请写 "*"。', 'For example: 工会*. To look for * itself, write "*".'),
        column=column,
    )


def nothing_before(operator: str, column: int) -> QuerySyntaxError:
    """An operator without its left side."""
    return QuerySyntaxError(
        say(f"{operator} 前面缺少词语。", f"{operator} has nothing before it."),
        say(f"请在 {operator} 前补上词语，或写 \"{operator}\" 查找这个词。",
            f'Add a word before {operator}, or write "{operator}" to look for the word.'),
        column=column,
    )  # fmt: skip


def nothing_after(operator: str, column: int) -> QuerySyntaxError:
    """An operator without its right side."""
    return QuerySyntaxError(
        say(f"{operator} 后面缺少词语。", f"{operator} has nothing after it."),
        say(f"请在 {operator} 后补上词语，或写 \"{operator}\" 查找这个词。",
            f'Add a word after {operator}, or write "{operator}" to look for the word.'),
        column=column,
    )  # fmt: skip


def two_signs(column: int) -> QuerySyntaxError:
    """NOT before another NOT, before ``+`` or before ``-``."""
    return QuerySyntaxError(
        say("NOT 后面又有 NOT、+ 或 -。", "NOT is followed by another NOT, + or -."),
        say("请只留一个。", "Keep only one of them."),
        column=column,
    )


def only_exclusions(column: int) -> QuerySyntaxError:
    """A query, parenthesis or side of OR in which everything is excluded."""
    return QuerySyntaxError(
        say("这里只有排除的内容，没有要找的词。",
            "Everything here is excluded; there is nothing to look for."),
        say("请加上至少一个要找的词，例如：工会 -培训",
            "Add at least one word to look for, for example: 工会 -培训"),
        column=column,
    )  # fmt: skip


def unknown_field(written: str, known: Mapping[str, Sequence[str]], column: int) -> QuerySyntaxError:
    """A Latin name before a colon that is no field's; ``known`` maps names to their other names."""
    shown = _shortened(written)
    # Imported here: a query that is right never needs it.
    import difflib

    near = difflib.get_close_matches(shown.lower(), known, n=1)
    listed = ", ".join(known)
    listed_zh = "、".join(f"{name}（{others[0]}）" for name, others in known.items())
    meant_zh, meant_en = (f"是不是 {near[0]}: ？", f"Did you mean {near[0]}: ? ") if near else ("", "")
    return QuerySyntaxError(
        say(f"没有名为 {shown} 的字段。", f"There is no field named {shown}."),
        say(f"{meant_zh}字段有：{listed_zh}。如果是要查找的文字，请用引号括起来。",
            f"{meant_en}The fields are: {listed}. If it is text to look for, put it in quotes."),
        column=column,
    )  # fmt: skip


def missing_value(name: str, column: int) -> QuerySyntaxError:
    """A field's name and colon with nothing to look for behind them."""
    return QuerySyntaxError(
        say(f"{name}: 后面没有内容。", f"{name}: has nothing after it."),
        say(f"请写上要找的内容，例如 {name}:…；要排除，请写 -{name}:…",
            f"Write what to look for, as in {name}:… ; to exclude it, write -{name}:…"),
        column=column,
    )  # fmt: skip


def nested_field(name: str, column: int) -> QuerySyntaxError:
    """A field within the value of another."""
    return QuerySyntaxError(
        say(f"字段 {name}: 不能写在另一个字段里。", f"The field {name}: cannot stand inside another field."),
        say("请把两个字段分开写，例如：title:工会 section:动态",
            "Write the fields side by side, for example: title:工会 section:动态"),
        column=column,
    )  # fmt: skip


def grouped_filter(name: str, column: int) -> QuerySyntaxError:
    """``date:`` or ``kind:`` before a parenthesis."""
    return QuerySyntaxError(
        say(f"{name}: 后面不能跟括号。", f"{name}: takes one value and no parentheses."),
        say(f"请写成 ({name}:… OR {name}:…)。", f"Write ({name}:… OR {name}:…)."),
        column=column,
    )


def bad_date(written: str, column: int) -> QuerySyntaxError:
    """A value of ``date:`` that is no date or range."""
    shown = _shortened(written)
    forms = "2011, 2011-12, 2011-12-26, 2011年12月, 2011..2012, ..2012, 2011.."
    return QuerySyntaxError(
        say(f"{shown} 不是日期。", f"{shown} is not a date."),
        say(f"日期的写法：{forms}（范围中间不留空格）。",
            f"Dates are written {forms} (no spaces within a range)."),
        column=column,
    )  # fmt: skip


def reversed_range(written: str, column: int) -> QuerySyntaxError:
    """A range of dates that ends before it begins."""
    shown = _shortened(written)
    first, _, last = written.partition("..")
    return QuerySyntaxError(
        say(f"日期范围 {shown} 前后颠倒。", f"The range {shown} ends before it begins."),
        say(f"请写成 date:{last.strip()}..{first.strip()}。", f"Write date:{last.strip()}..{first.strip()}."),
        column=column,
    )


def bad_kind(written: str, values: Iterable[str], column: int) -> QuerySyntaxError:
    """A value of ``kind:`` that names no kind."""
    shown = _shortened(written)
    listed = ", ".join(values)
    return QuerySyntaxError(
        say(f"没有 {shown} 这种类型。", f"There is no kind {shown}."),
        say(f"类型有：{listed}。", f"The kinds are: {listed}."),
        column=column,
    )
