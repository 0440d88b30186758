"""Headings at the end of an issue below which it speaks of itself: 订阅, 往期回顾, 赞助&支持, 关于本刊."""

from __future__ import annotations

import re

from unionsearch.patterns import pattern

_REMARK = pattern(r"\s{0,2}[（(][^（）()]{1,16}[）)]$")
_AND = pattern(r"\s?[&＆+]\s?")
_NAME = pattern(
    r"(?:如何|欢迎|关于|我要|扫码|意见|本期|本刊|本周刊|周刊|特别)?"
    r"(?:订阅|投稿|关注|联系|加入|反馈|赞助|赞赏|打赏|声明|版权|许可|致谢|鸣谢|感谢|说明|编辑|贡献者?|作者|译者|交流群?|我们|转载)"
    r"(?:我们|本刊|方式|渠道|说明|声明|信息|与反馈|与建议|周刊|支持|名单|团队|鸣谢|列表|指南|[：:])?"
    r"|(?:往期|往年|历史上的|过往|上期)(?:本周|今天|回顾|内容|推荐|文章|精选|周刊|期刊|目录|链接|归档|存档)?"
    r"|(?:参考|相关|友情|推荐)?(?:链接|资源和链接|资料下载)|订阅与.{2,6}|.{1,16}(?:交流群|公众号)|完|结语|結語"
    r"|(?:本刊|周刊)?简介|关于.{0,4}(?:周刊|本刊|我们|作者)|支持(?:我们|本刊)?"
    r"|(?:The )?End|about(?: us)?|subscribe|license|contact(?: us)?|sponsors?|credits",
    re.I,
)


def is_endmatter(words: str) -> bool:
    """Each of the names in the heading is one of those, but for a remark: 贡献者（按加入先后）"""
    return all(_NAME.fullmatch(name) for name in _AND.split(_REMARK.sub("", words.strip(" #*"))))
