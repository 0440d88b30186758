"""Texts for the analysis tests, written for them."""

from __future__ import annotations

from hypothesis import strategies as st

#: A few sentences with terms, numbers, Latin letters, rare characters and punctuation of the genre.
SENTENCES = (
    "本报讯　三月五日，河湾区总工会组织开展工资集体协商要约行动，128家企业工会参加，覆盖职工3.5万人。",
    "会议强调，要把厂务公开民主管理和职代会制度建设抓实，让职工群众的意见有人听、有人管。",
    "东阳纺织厂工会主席龚喆說：“我們的勞動競賽，比的是技術，更是安全。”",
    "二〇一一年，全市新建职工书屋47家，其中国家级示范点２家；ＧＤＰ增长9.8%。",
    "困难职工帮扶中心共发放救助金1,250,000元，帮助621户家庭渡过难关（截至12月20日）。",
    "OA系统和12351热线同时开通，E-mail：gh@example.org，欢迎来信来电。",
    "著名劳模㛃师傅带徒弟，手把手教𠮷祥班组的年轻人，大家称他“活字典”。",
)

_HAN = "工会职代资集体协商劳动竞赛厂务公开民主管理困难帮扶女委员经费审查区总全国中华人民共和一二三〇的了在和"
#: Random texts in which words of the dictionary and terms turn up by chance.
texts = st.one_of(
    st.text(alphabet=_HAN + "，。aB1 \n", max_size=40),
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=2).map("".join),
    st.lists(
        st.sampled_from(
            [
                "工资集体协商",
                "中华全国总工会",
                "职代会",
                "厂务公开",
                "工人先锋号",
                "的",
                "，",
                "3.5",
                "GDP",
                "\u3000",
                "职工",
                "商会",
            ]
        ),
        max_size=10,
    ).map("".join),
    st.text(max_size=20),
)
