"""Invented people, firms and sentences of the demonstration; none of them is anybody's."""

from dataclasses import dataclass
from random import Random

from gongyuan.policy.choices import ClaimKind

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕金朴崔"
_MEN = (
    "建国 志强 海涛 永福 晓东 国庆 振华 立新 卫东 德明 长海 正义 学军 成龙 哲洙 光浩 明哲 "
    "伟 磊 勇 军 杰 涛 超 平 刚"
)
_WOMEN = (
    "秀英 桂兰 丽华 春梅 玉珍 红霞 淑芬 凤英 金花 雪梅 美玲 兰芳 彩霞 英姬 顺子 "
    "敏 静 艳 芳 娟 霞 桂英"
)
GIVEN = {False: _MEN.split(), True: _WOMEN.split()}
TRADES = (
    ("建筑劳务", "建筑业"),
    ("建筑工程", "建筑业"),
    ("食品加工", "制造业"),
    ("机械制造", "制造业"),
    ("纺织", "制造业"),
    ("餐饮管理", "餐饮业"),
    ("物业服务", "居民服务业"),
    ("物流运输", "交通运输业"),
    ("矿业", "采矿业"),
    ("商贸", "批发零售业"),
    ("保安服务", "居民服务业"),
    ("网络科技", "信息服务业"),
)
_BRANDS_WORDS = "宏达 顺通 金源 恒信 瑞丰 东盛 长兴 华泰 鑫隆 安居 天成 众合 白山 图们 海兰 鹰城"
BRANDS = _BRANDS_WORDS.split()


@dataclass(frozen=True, kw_only=True)
class Story:
    """What happened to a worker, what is asked, how much in yuan it may be."""

    claims: tuple[str, ...]
    text: str
    amounts: tuple[int, int]


STORIES = (
    Story(
        claims=(ClaimKind.UNPAID_WAGES,),
        text="在工地干了{months}个月，约定每月{wage}元，一直拖着没有给，老板说甲方没有结账。"
        "没有签合同，有工友和微信聊天记录可以证明。",
        amounts=(3000, 60000),
    ),
    Story(
        claims=(ClaimKind.UNPAID_WAGES, ClaimKind.OVERTIME),
        text="厂里从{months}个月前开始只发一部分工资，每天干十一个小时，加班费从来没有发过，"
        "有打卡照片和工资条。",
        amounts=(5000, 48000),
    ),
    Story(
        claims=(ClaimKind.WORK_INJURY,),
        text="上班时右手被机器压伤，住院{months}个星期，单位垫了一部分医药费就不管了，"
        "没有给上工伤保险，工伤认定是自己去申请的。",
        amounts=(20000, 180000),
    ),
    Story(
        claims=(ClaimKind.UNLAWFUL_DISMISSAL,),
        text="干了{years}年，突然被口头通知第二天不用来了，没有说理由，也没有给补偿。月工资{wage}元。",
        amounts=(10000, 120000),
    ),
    Story(
        claims=(ClaimKind.ECONOMIC_COMPENSATION,),
        text="单位搬到外地，让职工自己走人，干了{years}年，只答应给一个月工资。",
        amounts=(8000, 90000),
    ),
    Story(
        claims=(ClaimKind.DOUBLE_WAGE, ClaimKind.LABOUR_RELATION),
        text="入职{months}个月没有签劳动合同，也没有交社会保险，月工资{wage}元，"
        "有工作服、门禁卡和转账记录。",
        amounts=(15000, 66000),
    ),
    Story(
        claims=(ClaimKind.SOCIAL_INSURANCE,),
        text="在单位{years}年没有交养老保险，单位说已经折算在工资里了。",
        amounts=(0, 0),
    ),
)

SUMMARIES = (
    "仲裁委支持了主要请求，单位已经支付。",
    "经调解达成协议，单位分两期支付，第一期已到账。",
    "裁决支持大部分请求，单位没有起诉，已申请执行。",
    "双方和解，单位一次付清。",
)
PROGRESS = (
    "约见了当事人，做了谈话笔录，告知了诉讼风险。",
    "向仲裁委提交了申请书和证据目录。",
    "开了庭，双方都同意调解，等仲裁委安排。",
    "收到了单位的答辩状，正在准备补充证据。",
)


def person_name(random: Random, *, is_woman: bool | None = None) -> str:
    """A name of a man or a woman; of either when it does not matter."""
    chosen = random.random() < 0.5 if is_woman is None else is_woman
    return random.choice(SURNAMES) + random.choice(GIVEN[chosen])


def employer_name(random: Random, place: str) -> tuple[str, str]:
    """A firm of a place, and its industry."""
    trade, industry = random.choice(TRADES)
    return f"{place}{random.choice(BRANDS)}{trade}有限公司", industry


def story(random: Random) -> tuple[Story, str, int]:
    """A story, told with numbers, and the amount asked in yuan (0 when none)."""
    chosen = random.choices(STORIES, weights=(6, 3, 3, 2, 2, 2, 1))[0]
    text = chosen.text.format(
        months=random.randint(2, 9), years=random.randint(1, 14), wage=random.randint(28, 72) * 100
    )
    low, high = chosen.amounts
    return chosen, text, random.randint(low // 100, high // 100) * 100 if high else 0
