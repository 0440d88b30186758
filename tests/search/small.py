"""Four issues small enough to know by heart. Each article's words are chosen for some test."""

from __future__ import annotations

from datetime import date

from unionsearch.model import Article, Heading, Issue

_REPORT = (
    "各位代表：\n现在报告一年来的工作。\n一、安全生产\n全年查出隐患四十一处，已全部整改。\n"
    "二、职工生活\n为三十户困难船员送去煤票，候船室装上了热水器。\n三、明年打算\n再办两期吊车司机培训班。"
)


def _heading(text: str) -> Heading:
    return Heading(1, text, _REPORT.index(text))


SHELF = {
    "A": (
        Issue("2011/ferry-12", "2011/ferry-12.txt", "渡口工运", number=12, total_number=40,
              period="2011-12", period_from="masthead", publisher="渡口县总工会"),
        [
            Article(
                1, "码头班组谈定夜班津贴",
                "12月6日，码头班组与经营方开展工资集体协商，夜班津贴由八元提到十二元。\n"
                "签字以后，船员的工资表贴进了候船室。",
                "工作动态", None, "渡口县总工会", dates=(date(2011, 12, 6),),
                lines=((0, 5), (37, 7)), line=3,
            ),
            Article(
                2, "职工书屋开进候船室",
                "候船室里添了三百本书，船员和旅客都能借。书屋由县总工会同图书馆合办，冬天生着炉子。",
                "服务职工", None, "渡口县总工会女工部",
            ),
            Article(
                3, "吊车司机技能比武收官",
                "二十名吊车司机参加比武，赵铁锚夺得第一名。",
                "简讯", None, "港务集团工会", "brief", (date(2011, 11, 30),),
            ),
        ],
    ),
    "B": (
        Issue("2010/spring", "2010/spring.txt", number=3, period="2010"),
        [
            Article(
                1, "女职工体检名额增加一倍",
                "今春体检的女职工有四百人，比去年多一倍，费用由县总工会和企业各出一半。",
                "服务职工", "记者 江雨", "县总工会女工部",
            ),
            Article(
                2, "缫丝厂的新宿舍",
                "缫丝厂把集体宿舍翻修一新。工资从四月起打进存折。关于夏季的运费，两家正在协商。",
                "工作动态", None, "缫丝厂工会",
            ),
            Article(
                3, "安全生产月座谈会",
                "六月是安全生产月，四十名安全员在县城座谈。",
                "工作动态", None, "县总工会", dates=(date(2010, 6, 3), date(2010, 6, 28)),
            ),
        ],
    ),
    "C": (
        Issue("loose", "loose.txt"),
        [
            Article(
                1, "困难船员帮扶办法",
                "船员家庭遇到大病，可向渡口县总工会申请帮扶。申请表在候船室领取。",
                "制度", None, "帮扶中心",
            ),
        ],
    ),
    "D": (
        Issue("2012/ferry-12", "2012/ferry-12.txt", "渡口工运", number=12, total_number=52,
              period="2012-12-05", period_from="masthead"),
        [
            Article(
                1, "在渡口县总工会全委会上的工作报告", _REPORT, None, "陆 舟（2012年12月1日）", None,
                "report", (date(2012, 12, 1),),
                (_heading("一、安全生产"), _heading("二、职工生活"), _heading("三、明年打算")),
                ((0, 11), (6, 12), (_REPORT.index("二、"), 20), (_REPORT.index("煤票"), 21),
                 (_REPORT.index("三、"), 31)), 10,
            ),
            Article(
                2, "夜校", "夜校开课，教ＡＢＣ与打字，ISO9001证书班爆满。", "简讯", None, "职工学校", "brief",
            ),
        ],
    ),
}  # fmt: skip

ALL = {f"{source}{article.number}" for source, (_, articles) in SHELF.items() for article in articles}
