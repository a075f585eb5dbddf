"""What is asked in the demonstration and how an office answers it; nobody's words."""

from dataclasses import dataclass

from gongyuan.consultations.choices import Channel, Topic

#: Answers that fit more than one question.
COMPLAIN = (
    "可以先向单位所在地的劳动保障监察机构投诉，带上工资条、转账记录、聊天记录；也可以申请劳动仲裁。"
)
ARBITRATE = (
    "可以向劳动合同履行地或者单位所在地的仲裁委申请仲裁，不收费。从知道权利受侵害之日起一年内申请，"
    "在职期间拖欠工资的不受一年限制，离职后一年内要提出。"
)
AID = "收入低于当地标准或者讨要劳动报酬的，可以到窗口申请法律援助，带身份证和能证明劳动关系的材料。"


@dataclass(frozen=True)
class Question:
    """What somebody asked, the answer, and for how many minutes it was talked about."""

    channel: Channel
    topic: Topic
    text: str
    answer: str
    minutes: int = 10
    people: int = 1


#: At the counter, by telephone, by letter and on the spot, the oldest first.
WRITTEN = (
    Question(
        Channel.WINDOW,
        Topic.WAGES,
        "在工地干了四个月木工，老板一直说甲方没结账，不给钱怎么办？",
        COMPLAIN,
        25,
    ),
    Question(
        Channel.TELEPHONE,
        Topic.CONTRACT,
        "入职半年还没有签劳动合同，可以要双倍工资吗？",
        "用工之日起超过一个月不满一年没有订立书面合同的，应当每月支付二倍工资（劳动合同法第八十二条）。"
        "收好工作服、门禁卡、转账记录，能证明哪天入职。",
        8,
    ),
    Question(
        Channel.WINDOW,
        Topic.INJURY,
        "上班时手被机器压伤，单位说先看病别的以后再说，工伤谁去申请？",
        "单位应当在三十日内申请工伤认定；单位不申请的，本人或者近亲属、工会可以在一年内直接申请"
        "（工伤保险条例第十七条）。请保存病历，记下看到的工友。",
        30,
    ),
    Question(
        Channel.TELEPHONE,
        Topic.HOURS,
        "每天干十一个小时，周日也不休息，加班费怎么算？",
        "平时延长工作时间按工资的150%，休息日不能补休的按200%，法定休假日按300%（劳动法第四十四条）。"
        "可以在网上“算一算”里先算个数。",
        12,
    ),
    Question(
        Channel.WINDOW,
        Topic.DISMISSAL,
        "厂里口头通知明天不用来了，没有书面的东西，能要补偿吗？",
        "先要书面的解除通知，或者把谈话、微信留下来。违法解除的，可以要求继续履行，或者按经济补偿的二倍"
        "支付赔偿金（劳动合同法第四十八条、第八十七条）。" + ARBITRATE,
        35,
    ),
    Question(
        Channel.ON_SITE,
        Topic.WAGES,
        "我们班组十二个人的工资条对不上，找谁核对？",
        "先推两三个人把每人的出勤和应发数列成表，和单位核对；核对不成的带着表到窗口来。",
        20,
        12,
    ),
    Question(
        Channel.TELEPHONE,
        Topic.SOCIAL_INSURANCE,
        "单位说社保折成钱发给我了，这样行吗？",
        "不行，缴纳社会保险是法定义务，约定不缴没有效力。可以向社会保险经办机构或者税务部门反映，要求补缴。",
        9,
    ),
    Question(
        Channel.WINDOW,
        Topic.PROTECTED,
        "怀孕五个月，单位要调我去夜班，可以不去吗？",
        "怀孕七个月以上的不得安排夜班劳动；七个月以前，能证明不适应原劳动的，单位应当减轻劳动量或者安排别的工作"
        "（女职工劳动保护特别规定第六条）。带医院证明先和单位协商。",
        22,
    ),
    Question(
        Channel.BY_LETTER,
        Topic.UNION_RIGHTS,
        "厂里一百多人没有工会，想建会要什么手续？",
        "由职工联名向乡镇或者县总工会提出，我们派人帮助筹备、召开会员大会。已联系您所在乡镇的工会。",
        15,
    ),
    Question(
        Channel.WINDOW,
        Topic.PROCEDURE,
        "仲裁裁决下来了，单位不给钱也不起诉，下一步怎么办？",
        "裁决生效后可以向法院申请强制执行，期限二年。带裁决书原件和生效证明，" + AID,
        18,
    ),
    Question(
        Channel.TELEPHONE,
        Topic.WAGES,
        "离职两个月了，最后一个月工资和押金没退。",
        "收押金是不允许的（劳动合同法第九条）。" + COMPLAIN,
        7,
    ),
    Question(
        Channel.WINDOW,
        Topic.INJURY,
        "工伤认定下来了，单位没给上保险，能赔多少？",
        "没有参加工伤保险的，由单位按规定的项目支付（工伤保险条例第六十二条）。先做劳动能力鉴定，"
        "有了等级在“算一算”里算，再来窗口申请援助。",
        28,
    ),
    Question(
        Channel.TELEPHONE,
        Topic.NOT_LABOUR,
        "邻居家装修漏水把我家泡了，工会管吗？",
        "这属于民事纠纷，不是劳动问题，可以打12348找公共法律服务，或者找社区人民调解委员会。",
        4,
    ),
    Question(
        Channel.WINDOW,
        Topic.OTHER_LABOUR,
        "六十岁了还在物业当保安，单位说不算职工，受了伤谁管？",
        "要看有没有开始享受养老保险待遇、有没有参加工伤保险。请带用工协议和缴费记录来，我们看了再答。",
        16,
    ),
    Question(
        Channel.TELEPHONE,
        Topic.HOURS,
        "年休假没有休，年底能折成钱吗？",
        "单位安排不了的，经本人同意可以不安排，对应休未休的天数按日工资的300%支付，其中已含正常工资"
        "（职工带薪年休假条例第五条）。",
        8,
    ),
    Question(
        Channel.WINDOW,
        Topic.DISMISSAL,
        "合同到期单位不续签了，有没有补偿？",
        "单位不续签，或者降低条件续签您不同意的，应当支付经济补偿：每满一年一个月工资，"
        "六个月以上不满一年的按一年算（劳动合同法第四十六条、第四十七条）。",
        14,
    ),
    Question(
        Channel.ON_SITE,
        Topic.CONTRACT,
        "签的是劳务协议，天天打卡上班，算劳动关系吗？",
        "不看名称看实际：单位管理、按月发工资、做的是单位业务的一部分，一般认定为劳动关系。"
        "打卡记录、工资转账、工作群都留好。",
        15,
        3,
    ),
    Question(
        Channel.WINDOW,
        Topic.WAGES,
        "食品厂拖了三个月工资，老板电话不接，工友想一起来。",
        "可以一起申请，推举代表。今天先登记，每个人把工资数、月份写在名单上，下次带身份证来。"
        + AID,
        40,
        9,
    ),
    Question(
        Channel.TELEPHONE,
        Topic.SOCIAL_INSURANCE,
        "换了单位，养老保险断了四个月，能补吗？",
        "断缴期间没有单位的，可以按灵活就业人员自己缴；原单位在职期间漏缴的，由原单位补。请打12333问当地办法。",
        6,
    ),
    Question(
        Channel.WINDOW,
        Topic.PROCEDURE,
        "仲裁申请书不会写，要准备哪些材料？",
        "网上“写材料”能填出申请书；要身份证、对方的工商登记信息、证据和清单，按对方人数加一份。"
        "写字不方便的，窗口代书。",
        20,
    ),
    Question(
        Channel.BY_LETTER,
        Topic.HOURS,
        "公交公司实行综合计算工时，过节上班有没有加班费？",
        "综合计算工时的，法定休假日安排工作的仍应当按300%支付。请看公司有没有人社部门的审批。",
        12,
    ),
    Question(
        Channel.TELEPHONE,
        Topic.DISMISSAL,
        "我自己写了辞职信，还能要补偿吗？",
        "一般自愿辞职没有补偿；因为拖欠工资、没有缴社保而被迫解除的，可以要（劳动合同法第三十八条、第四十六条）。"
        "辞职信上怎么写的很要紧，请带来看看。",
        11,
    ),
)
#: On the web, answered by a lawyer online, the oldest first.
FROM_THE_WEB = (
    Question(
        Channel.WEB,
        Topic.WAGES,
        "网约车平台扣了我两个星期的流水，说是处罚，合理吗？",
        "先看平台公布的规则里有没有这一条、扣之前有没有告知和申诉。要求平台书面说明扣款依据，"
        "截图留存；规则没有写明的，可以向人社、交通部门投诉。",
    ),
    Question(
        Channel.WEB,
        Topic.CONTRACT,
        "公司让签竞业限制，离职后不给补偿，我还要遵守吗？",
        "约定了竞业限制但三个月没有给补偿的，可以请求解除这项约定。请先书面催要补偿，再去新单位。",
    ),
    Question(
        Channel.WEB,
        Topic.DISMISSAL,
        "试用期最后一天说我不合格，什么说明都没有。",
        "试用期解除也要说明理由，证明不符合录用条件的责任在单位（劳动合同法第二十一条、第三十九条）。"
        "要一份书面通知，入职时的岗位要求也找出来。",
    ),
    Question(
        Channel.WEB,
        Topic.INJURY,
        "下班路上被电动车撞了，对方全责，算工伤吗？",
        "上下班途中受到非本人主要责任的交通事故伤害，应当认定为工伤（工伤保险条例第十四条）。"
        "交警的责任认定书、打卡记录、路线都要有。",
    ),
    Question(
        Channel.WEB,
        Topic.HOURS,
        "老板说晚上微信里布置的活不算加班。",
        "看是不是经常性的、实质性的工作。把布置任务和完成的时间截图，能说明占用了休息时间的，可以主张加班费。",
    ),
    Question(
        Channel.WEB,
        Topic.SOCIAL_INSURANCE,
        "试用期三个月公司都不给上社保。",
        "用工之日起三十日内就应当办理社会保险登记，试用期也包括在内（社会保险法第五十八条）。",
    ),
    Question(
        Channel.WEB,
        Topic.PROTECTED,
        "产假回来岗位没有了，工资降了一半。",
        "不得因为怀孕、生育、哺乳降低工资（女职工劳动保护特别规定第五条）。先书面要求恢复岗位和待遇，"
        "可以请工会女职工委员会出面，不成再仲裁。",
    ),
    Question(
        Channel.WEB,
        Topic.WAGES,
        "外卖站点换了公司，以前那家欠的提成找谁要？",
        "谁和您结算、谁管理您，就先找谁。把两家公司的名称、结算截图、站长的话保存好，" + AID,
    ),
    Question(
        Channel.WEB,
        Topic.PROCEDURE,
        "仲裁开庭可以自己去吗，要不要请律师？",
        "可以自己去。把要求、事实、证据按顺序写好；金额大、对方否认劳动关系的，建议申请法律援助。",
    ),
    Question(
        Channel.WEB,
        Topic.OTHER_LABOUR,
        "公司要搬到外省，不去就自己走，对吗？",
        "工作地点的重大变化要协商一致；协商不成单位解除的，应当提前三十日通知或者多付一个月工资，"
        "并支付经济补偿（劳动合同法第四十条、第四十六条）。",
    ),
)
#: On the web and by letter, still to be answered.
WAITING = (
    Question(
        Channel.WEB, Topic.DISMISSAL, "连续旷工三天就算自动离职吗？我是请了病假没有批下来。", ""
    ),
    Question(Channel.WEB, Topic.WAGES, "工地停工两个月，停工期间有没有工资？", ""),
    Question(Channel.WEB, Topic.HOURS, "做六休一，每天八小时，周六算加班吗？", ""),
    Question(
        Channel.BY_LETTER,
        Topic.INJURY,
        "矿上干了二十年，体检说肺不好，想做职业病诊断，单位不给开证明。",
        "",
    ),
)
#: What becomes of the others: in a lawyer's hand, set aside, sent on.
IN_HAND = Question(
    Channel.WEB, Topic.CONTRACT, "劳务派遣干了三年，用工单位退回，派遣公司说没有活，怎么办？", ""
)
SET_ASIDE = Question(Channel.WEB, Topic.NOT_LABOUR, "帮忙查一下某某的电话和住址。", "")
SENT_ON = Question(
    Channel.WEB, Topic.WAGES, "我在平顶山新华区上班，单位欠两个月工资，找哪个工会？", ""
)
