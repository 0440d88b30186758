"""Texts that are copies of each other and texts that only look so, newly written."""

from __future__ import annotations

TRAINING = (
    "渡口区总工会举办基层工会干部培训班\n"
    "10月16日至18日，渡口区总工会在区职工学校举办基层工会干部培训班，来自各街道、园区和直属企业的86名工会主席参加学习。"
    "培训班邀请市职工大学的三位老师授课，内容包括企业民主管理、劳动争议调解、女职工特殊保护和工会经费收支。"
    "课后学员分成六个小组，围绕怎样让小微企业职工愿意入会展开讨论，有学员提出，入会动员要从帮职工解决一件具体的事情做起，"
    "比如为夜班职工协调一趟末班车，为单身职工争取一间周转房。区总工会主席在结业式上说，培训不是听听课就散，"
    "各单位回去以后要把讨论里说到的办法试一试，年底拿出一份实实在在的清单来。"
)

#: What a reprint may do to a text: (what it does, the text that comes of it).
REPRINTS: dict[str, str] = {
    "the same": TRAINING,
    "wrapped lines and other punctuation": "\n".join(
        TRAINING.replace("，", ",")[i : i + 31] for i in range(0, len(TRAINING), 31)
    ),
    "the title made anew": TRAINING.replace(
        "渡口区总工会举办基层工会干部培训班\n", "八十多名基层工会主席回到课堂\n"
    ),
    "the date left out": TRAINING.replace("10月16日至18日，", "日前，"),
    "the city named": TRAINING.replace("渡口区总工会在区职工学校", "青溪市渡口区总工会在区职工学校"),
    "a clause left out": TRAINING.replace("比如为夜班职工协调一趟末班车，为单身职工争取一间周转房。", ""),
    "words exchanged here and there": TRAINING.replace("举办", "举行")
    .replace("邀请", "请来")
    .replace("展开", "开展")
    .replace("比如", "例如"),
    "a line of the page between": TRAINING.replace("课后学员", "—  3  —\n课后学员"),
    "traditional characters": TRAINING.replace("总工会", "總工會").replace("职工", "職工"),
}

STATISTICS = (
    "{month}月份职工法律援助工作情况\n"
    "{month}月份，全市各级工会法律援助站共接待来访职工{a}人次，其中农民工{b}人次；接听咨询电话{c}个；"
    "办理法律援助案件{d}件，为职工追回工资和赔偿金{e}万元。从案件类型看，拖欠工资的居首位，其次是工伤赔偿和解除劳动合同补偿。"
    "市总工会提醒各级工会，年节临近，要会同人力资源部门对建筑工地和餐饮企业的工资支付情况开展排查，做到早发现、早介入、早调解，"
    "同时继续用好流动服务车，把咨询台摆到工地和市场，让职工少跑路。"
)

NOTICE = (
    "关于做好{year}年送温暖活动的通知\n"
    "各县区总工会，市各产业工会，市直属基层工会：为做好{year}年元旦、春节期间送温暖活动，现将有关事项通知如下。"
    "各级工会要深入困难职工家庭，摸清底数，建好档案，做到不漏一户、不错一人；要多方筹集资金，把政府救助、社会捐助和工会帮扶结合起来；"
    "要关心坚守岗位的一线职工和不能回家过年的外来务工人员，组织好团圆饭和文艺演出；要严格执行资金管理办法，"
    "款物发放实行签字登记，接受职工和审计部门监督。活动结束后请将书面总结报市总工会保障工作部。"
)

VISIT = (
    "{place}总工会走访慰问环卫职工\n"
    "连日高温，{place}总工会组织人员来到垃圾中转站和道路清扫点，为坚持在一线作业的环卫职工送去毛巾、凉茶和防暑药品。"
    "工会干部详细询问了职工的作息安排和高温津贴发放情况，叮嘱带班负责人避开正午时段作业，备足饮用水，遇到身体不适要及时送医。"
    "一位工作多年的清扫班长说，工会年年都来，大家心里凉快。{place}总工会表示，将继续督促用工单位落实防暑降温措施，"
    "让户外劳动者有地方歇脚、有热饭可吃、有干净水可喝。"
)

RULE = (
    "先进职工之家的评选，由{}总工会组织实施，每两年一次，坚持自下而上、好中选优、面向一线的原则，"
    "不分配名额，不搞照顾。申报单位须建会满三年，会员评家满意率在九成以上，经费独立核算，民主管理制度健全，"
    "近三年没有发生重大安全责任事故和群体性劳资纠纷。"
)

#: Pairs of texts that are not the same, though much of the wording is: (why, one, other).
DIFFERENT: dict[str, tuple[str, str]] = {
    "next month's statistics": (
        STATISTICS.format(month=9, a=412, b=268, c=97, d=33, e=51),
        STATISTICS.format(month=10, a=389, b=240, c=121, d=29, e=47),
    ),
    "one figure is another": (
        STATISTICS.format(month=9, a=412, b=268, c=97, d=33, e=51),
        STATISTICS.format(month=9, a=412, b=268, c=97, d=33, e=57),
    ),
    "two figures change places": (
        STATISTICS.format(month=9, a=412, b=268, c=97, d=33, e=51),
        STATISTICS.format(month=9, a=268, b=412, c=97, d=33, e=51),
    ),
    "next month's, in Chinese numerals": (
        STATISTICS.format(month="九", a="四百一十二", b="二百", c="九十七", d="三十三", e="五十一"),
        STATISTICS.format(month="十", a="三百九十八", b="二百", c="九十七", d="三十三", e="五十一"),
    ),
    "next year's notice": (NOTICE.format(year=2011), NOTICE.format(year=2012)),
    "another town did the same": (VISIT.format(place="渡口区"), VISIT.format(place="石桥县")),
    "one subject, two writers": (
        TRAINING,
        "渡口区总工会办班培训基层工会干部\n"
        "10月16日至18日，渡口区86名基层工会主席走进区职工学校，参加为期三天的业务培训。课程由市职工大学老师讲授，"
        "涉及民主管理、争议调解、女职工保护、经费收支四个方面。学员们边听边记，课间围着老师问个不停。"
        "分组讨论时，怎样动员小微企业职工入会成了最热的话题，大家认为，先办实事再谈入会，职工才会信服。"
        "结业时，区总工会要求各单位学用结合，年底交出清单。",
    ),
    "half of it is left": (TRAINING, TRAINING[: len(TRAINING) // 2]),
    "another city has the same rules": (
        "舟山市先进职工之家评选办法第三条\n" + RULE.format("舟山市"),
        "聊城市先进职工之家评选办法第三条\n" + RULE.format("聊城市"),
    ),
    "a line of no content": ("图片新闻\n（略）", "图片新闻\n（略）"),
    "one word is the matter": (
        "港务集团工会举办女职工羽毛球比赛\n港务集团工会日前举办女职工羽毛球比赛，十个分公司派队参加，机修分公司获得第一名。",
        "港务集团工会举办女职工乒乓球比赛\n港务集团工会日前举办女职工乒乓球比赛，十个分公司派队参加，机修分公司获得第一名。",
    ),
}
