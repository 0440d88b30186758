"""What people type and what they mean, in the field of union work; all written for these tests."""

from __future__ import annotations

#: Articles that speak of everything the cases below look for, beside those of the sample corpus.
SENTENCES = """
番禺区总工会举办职工技能培训班，单国强主席到会讲话。
重庆市总工会副主席任晓红率队来我市考察工资集体协商工作。
仇保平同志当选为新一届工会委员会主席，解永明任副主席。
区志华律师为困难职工提供法律援助，曾庆云代表职工方发言。
张家港市锦丰镇召开职工代表大会，审议通过集体合同草案。
常熟市、昆山市、太仓市、吴江市工会分别介绍了厂务公开民主管理的做法。
六安籍农民工在台州打工被拖欠工资，工会帮助追回欠薪。
长沙市开展安全生产月活动，查找事故隐患三百余处。
西安市职工服务中心开通12351热线，受理职工来电来访。
浒墅关镇建立职工书屋十五家，藏书两万册。
甪直镇外来务工人员子女暑期夏令营开营。
全国总工会下发通知，要求各级工会做好困难职工帮扶工作。
银行会计岗位技能竞赛决赛在市工人文化宫举行。
女职工特殊权益保护专项集体合同签订率达到九成。
劳动争议调解委员会成功调解一起群体性讨薪事件。
职工代表视察食堂和宿舍，提出合理化建议四十六条。
企业经营困难，老板逃匿，工会垫付生活费。
市总工会经费审查委员会对基层工会进行审计。
党建带工建工作推进会在工业园区召开。
劳模事迹报告会走进车间，班组长踊跃提问。
金秋助学活动为一百二十名困难职工子女发放助学金。
五一劳动奖状和工人先锋号授牌仪式隆重举行。
互助保障计划参保人数突破十万人。
送温暖活动走访慰问特困职工家庭。
高温津贴不落实的企业被责令整改。
行业性工资集体协商覆盖餐饮、纺织、建筑三个行业。
农村信用社职工体检，尘肺病患者得到救助。
社会保险征缴、最低工资标准和劳动合同签订情况列入检查内容。
职工心理咨询室配备了专职咨询师。
工会财务软件升级，OFFICE办公软件培训班开课，学员学会制作EXCEL表格。
公司网站WEBSITE开设QQ群，EMAIL信箱收到来信八十封。
HUAWEI公司和SAMSUNG电子的工会介绍经验，CCTV记者采访。
创建学习型组织、争做知识型职工活动蓬勃开展。
退休职工管理委员会组织老同志参观。
工会积极分子培训，民主评议工会干部。
下岗失业人员再就业小额贷款贴息政策出台。
职工之家建设验收，模范职工小家受到表彰。
安全生产隐患排查，消防演练，应急预案。
绿色通道，法律顾问，仲裁庭，劳动监察大队。
协调劳动关系三方会议制度化，企业家联合会派员出席。
""".strip().splitlines()

#: A word that occurs nowhere, and the word that was meant.
WORDS = """
协尚 协商
协伤 协商
农名工 农民工
侬民工 农民工
农民公 农民工
工姿 工资
工滋 工资
功资 工资
总公会 总工会
宗工会 总工会
市总公会 市总工会
全国总公会 全国总工会
集提 集体
集体和同 集体合同
集体协尚 集体协商
劳动和同 劳动合同
劳动争义 劳动争议
劳动正议 劳动争议
厂务公天 厂务公开
厂务工开 厂务公开
长务公开 厂务公开
民主管里 民主管理
民注管理 民主管理
职工带表 职工代表
职工代表大回 职工代表大会
职带会 职代会
职代汇 职代会
困难值工 困难职工
困男职工 困难职工
特困之工 特困职工
帮付 帮扶
帮抚 帮扶
邦扶 帮扶
送温软 送温暖
送温缓 送温暖
金秋注学 金秋助学
金秋助雪 金秋助学
助学斤 助学金
法律援住 法律援助
法侓援助 法律援助
职工书物 职工书屋
职工书尾 职工书屋
工人先峰号 工人先锋号
工人先烽号 工人先锋号
先蜂号 先锋号
两个普偏 两个普遍
安全生厂 安全生产
按全生产 安全生产
安全隐换 安全隐患
事故稳患 事故隐患
和理化建议 合理化建议
合理化建义 合理化建议
工会主习 工会主席
工会主度 工会主席
工会经废 工会经费
经费申查 经费审查
经费审察 经费审查
互助保章 互助保障
互助保彰 互助保障
最低公资标准 最低工资标准
最低工资标淮 最低工资标准
拖欠公资 拖欠工资
拖久工资 拖欠工资
外来物工人员 外来务工人员
外来务工人圆 外来务工人员
劳务派谴 劳务派遣
劳务派遗 劳务派遣
技能竟赛 技能竞赛
技能竞寨 技能竞赛
社会保检 社会保险
社会保脸 社会保险
心里咨询 心理咨询
心理咨讯 心理咨询
工业圆区 工业园区
工业元区 工业园区
张家岗 张家港
张家巷 张家港
张加港 张家港
常热市 常熟市
昆上市 昆山市
五一劳动奖壮 五一劳动奖状
五一劳动将状 五一劳动奖状
慰间金 慰问金
慰问今 慰问金
女职工委员汇 女职工委员会
女只工 女职工
工会联和会 工会联合会
非工企业 非公企业
非公起业 非公企业
积极份子 积极分子
人力资原 人力资源
人力姿源 人力资源
志原者 志愿者
志愿着 志愿者
保正金 保证金
保证全 保证金
服务中新 服务中心
服物中心 服务中心
农农民工 农民工
农民民工 农民工
工资集协商 工资集体协商
工资集体商 工资集体协商
工资集体体协商 工资集体协商
工资体集协商 工资集体协商
集体商协 集体协商
厂公务开 厂务公开
劳动议争 劳动争议
职工职代表 职工代表
合理建议 合理化建议
合理话建议 合理化建议
困职工 困难职工
困难困职工 困难职工
民主理管 民主管理
党建工建 党建带工建
工人先号 工人先锋号
送温温暖 送温暖
法律授助 法律援助
五一劳奖状 五一劳动奖状
exel excel
excell excel
exvel excel
offfice office
ofice office
offcie office
emial email
websiet website
wevsite website
samsumg samsung
huawie huawei
cctc cctv
""".strip().splitlines()

#: A run that occurs nowhere, and the run that was meant.
RUNS = """
高温经贴 高温津贴
高温津帖 高温津贴
劳动奖壮 劳动奖状
工资集体协尚 工资集体协商
公子集体协商 工资集体协商
工资级体协商 工资集体协商
工资集体斜商 工资集体协商
行业性工资集体协尚 行业性工资集体协商
集体协尚会议 集体协商会议
工资集协商 工资集体协商
工资集集体协商 工资集体协商
工资集体商协 工资集体协商
番愚区总工会 番禺区总工会
番禺区总公会 番禺区总工会
重庆市总公会 重庆市总工会
中庆市总工会 重庆市总工会
张江港市总工会 张家港市总工会
张家岗市锦丰镇 张家港市锦丰镇
张家港市绵丰镇 张家港市锦丰镇
浒墅关真 浒墅关镇
浒野关镇 浒墅关镇
女职工特书权益保护 女职工特殊权益保护
女职工特殊权意保护 女职工特殊权益保护
女职工特殊权盖保护 女职工特殊权益保护
劳动争义调解委员会 劳动争议调解委员会
劳动争议调节委员会 劳动争议调解委员会
职工带表视察 职工代表视察
市总工会经费审察委员会 市总工会经费审查委员会
职工心里咨询室 职工心理咨询室
困难职工子吕 困难职工子女
发放助学全 发放助学金
走访慰间特困职工 走访慰问特困职工
创建学刁型组织 创建学习型组织
争做知只型职工 争做知识型职工
模范职工小稼 模范职工小家
协调劳动关西三方会议 协调劳动关系三方会议
小额货款贴息 小额贷款贴息
下岗失业人圆再就业 下岗失业人员再就业
安全生产隐患排察 安全生产隐患排查
全国总公会下发通知 全国总工会下发通知
社会保险怔缴 社会保险征缴
外来务工人员子女暑期夏令营开宫 外来务工人员子女暑期夏令营开营
高温津贴不洛实 高温津贴不落实
民主评义工会干部 民主评议工会干部
农民工在台洲打工 农民工在台州打工
""".strip().splitlines()

#: Letters, and the run that was meant.
PINYIN = """
gongzi 工资
gongzi jiti xieshang 工资集体协商
gongzijitixieshang 工资集体协商
gong zi ji ti xie shang 工资集体协商
Gongzi Jiti Xieshang 工资集体协商
gong1zi1 ji2ti3 xie2shang1 工资集体协商
gzjtxs 工资集体协商
jtxs 集体协商
jtht 集体合同
nongmingong 农民工
nmg 农民工
zonggonghui 总工会
zgh 总工会
shizonggonghui 市总工会
szgh 市总工会
quanguozonggonghui 全国总工会
qgzgh 全国总工会
changwugongkai 厂务公开
changwu gongkai 厂务公开
cwgk 厂务公开
minzhuguanli 民主管理
mzgl 民主管理
zhidaihui 职代会
zdh 职代会
zhigongdaibiao 职工代表
zhigong daibiao dahui 职工代表大会
laodong zhengyi tiaojie 劳动争议调解
ldzy 劳动争议
kunnanzhigong 困难职工
knzg 困难职工
songwennuan 送温暖
swn 送温暖
jinqiuzhuxue 金秋助学
jqzx 金秋助学
falvyuanzhu 法律援助
falüyuanzhu 法律援助
faluyuanzhu 法律援助
flyz 法律援助
zhigongshuwu 职工书屋
zgsw 职工书屋
gongrenxianfenghao 工人先锋号
grxfh 工人先锋号
lianggepubian 两个普遍
anquanshengchan 安全生产
aqsc 安全生产
helihuajianyi 合理化建议
hlhjy 合理化建议
zhangjiagang 张家港
zhang jia gang 张家港
zjg 张家港
panyu 番禺
chongqing 重庆
chongqingshi 重庆市
lu'an 六安
taizhou 台州
changsha 长沙
xi'an 西安
xi'anshi 西安市
xushuguan 浒墅关
luzhi 甪直
changshu 常熟
kunshan 昆山
taicang 太仓
wujiang 吴江
shanguoqiang 单国强
renxiaohong 任晓红
qiubaoping 仇保平
xieyongming 解永明
ouzhihua 区志华
zengqingyun 曾庆云
yinhang 银行
kuaiji 会计
yinhang kuaiji 银行会计
jinengjingsai 技能竞赛
jnjs 技能竞赛
weiwenjin 慰问金
tuoqiangongzi 拖欠工资
qianxin 欠薪
wailaiwugongrenyuan 外来务工人员
wlwgry 外来务工人员
zuidigongzi 最低工资
zdgz 最低工资
zuidigongzibiaozhun 最低工资标准
gaowenjintie 高温津贴
gwjt 高温津贴
shehuibaoxian 社会保险
shbx 社会保险
xinlizixun 心理咨询
nvzhigong 女职工
nüzhigong 女职工
nuzhigong 女职工
nzg 女职工
laowupaiqian 劳务派遣
lwpq 劳务派遣
jingfeishencha 经费审查
jfsc 经费审查
tiaojie 调解
hangye 行业
hangyexing 行业性
laomo 劳模
banzuzhang 班组长
dangjiandaigongjian 党建带工建
djdgj 党建带工建
wuyi laodong jiangzhuang 五一劳动奖状
lvsetongdao 绿色通道
zhongcaiting 仲裁庭
gonghuizhuxi 工会主席
ghzx 工会主席
zangjiagang 张家港
longmingong 农民工
gongzi jtxs 工资集体协商
gz jtxs 工资集体协商
""".strip().splitlines()

#: Written after everything was tuned on the tables above, and left as they were written.
FRESH_WORDS = """
监都员 监督员
监督圆 监督员
服务中行 服务中心
心理资询 心理咨询
座谈汇 座谈会
坐谈会 座谈会
满意律 满意率
社会宝障 社会保障
社会保樟 社会保障
平安返香 平安返乡
教代汇 教代会
较务公开 校务公开
调解圆 调解员
会员正 会员证
通知树 通知书
技能竟塞 技能竞赛
技能赛竞 技能竞赛
哺孔室 哺乳室
工会住席 工会主席
工会主席席 工会主席
劳动俣护 劳动保护
务工员 务工人员
安康怀 安康杯
安康坏 安康杯
金点了 金点子
说了箅 说了算
建筑工低 建筑工地
建竹工地 建筑工地
创先挣优 创先争优
创先争忧 创先争优
五一劳劝奖章 五一劳动奖章
生活保樟部 生活保障部
税务代受 税务代收
外姿企业 外资企业
从业人贝 从业人员
职业丙 职业病
职亚病 职业病
全体会义 全体会议
流动红骑 流动红旗
流动红其 流动红旗
""".strip().splitlines()
FRESH_RUNS = """
群体性讨新事件 群体性讨薪事件
劳模事及报告会 劳模事迹报告会
班组长蛹跃提问 班组长踊跃提问
尘肺丙患者 尘肺病患者
退休职工管里委员会 退休职工管理委员会
事故隐换 事故隐患
劳动监查大队 劳动监察大队
专职咨洵师 专职咨询师
企业家联合回 企业家联合会
应急预桉 应急预案
知识形职工 知识型职工
模苑职工小家 模范职工小家
党建带工建推近会 党建带工建推进会
职工代表视查食堂 职工代表视察食堂
法律故问 法律顾问
工人仙锋号授牌仪式 工人先锋号授牌仪式
暑期下令营 暑期夏令营
公会积极分子 工会积极分子
最低工姿标准 最低工资标准
""".strip().splitlines()
FRESH_PINYIN = """
laodongjianchadadui 劳动监察大队
laodonghetong 劳动合同
ldht 劳动合同
zhongcai 仲裁
yinhuan 隐患
anquanyinhuan 安全隐患
jiangzhuang 奖状
xialingying 夏令营
shitang 食堂
sushe 宿舍
huzhubaozhang 互助保障
hzbz 互助保障
zhuxuejin 助学金
tuoqian 拖欠
shenji 审计
jijifenzi 积极分子
gonghuijingfei 工会经费
ghjf 工会经费
xian feng hao 先锋号
xfh 先锋号
zhongxin 中心
jingshenban 经审办
jsb 经审办
""".strip().splitlines()
