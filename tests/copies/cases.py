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
    "two sentences left out": TRAINING.replace(
        "课后学员分成六个小组，围绕怎样让小微企业职工愿意入会展开讨论，有学员提出，入会动员要从帮职工解决一件具体的事情做起，",
        "",
    ).replace("比如为夜班职工协调一趟末班车，为单身职工争取一间周转房。", ""),
    "an editor's note before it": TRAINING.replace(
        "培训班\n10月",
        "培训班\n编者按：培训年年办，怎样办得有用，渡口区总工会动了一番脑筋，现予刊登，供各地参考。10月",
    ),
    "numbers in Chinese numerals": TRAINING.replace("10月16日至18日", "十月十六日至十八日").replace(
        "86名", "八十六名"
    ),
    "the city named, a sentence left out, words exchanged": TRAINING.replace("渡口区", "青溪市渡口区")
    .replace("比如为夜班职工协调一趟末班车，为单身职工争取一间周转房。", "")
    .replace("试一试", "用起来"),
    "traditional characters": TRAINING.replace("总工会", "總工會").replace("职工", "職工"),
}

STATISTICS = (
    "{month}月份职工法律援助工作情况\n"
    "{month}月份，全市各级工会法律援助站共接待来访职工{a}人次，其中农民工{b}人次；接听咨询电话{c}个；"
    "办理法律援助案件{d}件，为职工追回工资和赔偿金{e}万元。从案件类型看，拖欠工资的居首位，其次是工伤赔偿和解除劳动合同补偿。"
    "市总工会提醒各级工会，年节临近，要会同人力资源部门对建筑工地和餐饮企业的工资支付情况开展排查，做到早发现、早介入、早调解，"
    "同时继续用好流动服务车，把咨询台摆到工地和市场，让职工少跑路。"
)

HOME = (
    "{unit}工会办起职工书屋\n"
    "{unit}工会把闲置的仓库腾出来，办起一间职工书屋，藏书以种植、维修和育儿为主，每晚开放到九点，由轮休职工值班。"
    "书屋不设押金，登记姓名就能借走，逾期也只提醒不罚款。开张以来，来得最多的是单身职工和带着孩子的女职工，"
    "周末还有人自发来讲修电器、写毛笔字。{unit}工会准备再添一批桌椅，把旁边的走廊也改成阅览角，让下夜班的人有地方坐一坐。"
)

AWARD = (
    "关于表彰优秀工会积极分子的决定\n"
    "经各基层工会推荐、评审小组评定并公示，决定授予{names}等优秀工会积极分子称号。希望受到表彰的同志戒骄戒躁，"
    "继续做职工的贴心人；希望广大工会干部向他们学习，走出办公室，到班组去、到宿舍去，听职工讲难处，替职工想办法，"
    "把工会的事办得更实、更细、更暖，为企业发展和职工幸福多出一份力，多添一把柴，让工会组织真正成为职工信得过、靠得住、"
    "离不开的娘家，也让更多的职工愿意走进来、留下来、干起来。"
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
    "another factory did the same": (HOME.format(unit="红星机械厂"), HOME.format(unit="东风轴承厂")),
    "another street did the same": (HOME.format(unit="文昌街道总"), HOME.format(unit="学府街道总")),
    "others were honoured": (
        AWARD.format(names="陈立新、周海燕、吴大勇、冯雪"),
        AWARD.format(names="何小梅、郑国强、罗秀兰、邓云"),
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
