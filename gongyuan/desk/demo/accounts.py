"""Who signs in to the demonstration, and where."""

from dataclasses import dataclass

from gongyuan.people.choices import Role

YANBIAN, HELONG, WUGANG, PINGDINGSHAN = "222400", "222406", "410481", "410400"


@dataclass(frozen=True, kw_only=True)
class Account:
    """A person who signs in to the demonstration, and the post held."""

    username: str
    name: str
    role: Role
    region_code: str
    does: str


ACCOUNTS = (
    Account(
        username="window",
        name="许春梅",
        role=Role.WINDOW_CLERK,
        region_code=WUGANG,
        does="来访登记、受理、告知补正",
    ),
    Account(
        username="officer",
        name="何晓东",
        role=Role.LEGAL_OFFICER,
        region_code=WUGANG,
        does="审查、指派、验卷、归档",
    ),
    Account(
        username="head",
        name="郑立新",
        role=Role.LEGAL_HEAD,
        region_code=WUGANG,
        does="审批决定",
    ),
    Account(
        username="lawyer",
        name="周明哲",
        role=Role.LAWYER,
        region_code=WUGANG,
        does="接受指派、办案、结案（手机页面）",
    ),
    Account(
        username="lawyer2",
        name="吕静",
        role=Role.LAWYER,
        region_code=WUGANG,
        does="第二位律师，所在律所是一家单位的法律顾问",
    ),
    Account(
        username="volunteer",
        name="罗雨晴",
        role=Role.VOLUNTEER,
        region_code=WUGANG,
        does="学生志愿者：自己的值班、时长、证书（手机页面）",
    ),
    Account(
        username="city",
        name="马振华",
        role=Role.LEGAL_HEAD,
        region_code=PINGDINGSHAN,
        does="平顶山市：看下级卡住的案件、复核异议",
    ),
    Account(
        username="justice",
        name="秦志强",
        role=Role.JUSTICE_OFFICER,
        region_code=PINGDINGSHAN,
        does="平顶山市司法局：评审志愿律师人选，看本市团队，看不到案件",
    ),
    Account(
        username="firm",
        name="宋佳",
        role=Role.LAW_FIRM_CONTACT,
        region_code=WUGANG,
        does="律所联系人：推荐本所律师，看聘期和在办件数",
    ),
    Account(
        username="factory",
        name="段志刚",
        role=Role.ENTERPRISE_UNION_OFFICER,
        region_code=WUGANG,
        does="舞钢市一家企业的工会：书面申请法律服务、评价，把职工的案件转交上级",
    ),
    Account(
        username="helong",
        name="崔光浩",
        role=Role.LEGAL_OFFICER,
        region_code=HELONG,
        does="和龙市经办",
    ),
    Account(
        username="yanbian",
        name="金英姬",
        role=Role.STATISTICIAN,
        region_code=YANBIAN,
        does="延边州：统计表、手填经费",
    ),
    Account(
        username="jilin",
        name="于卫东",
        role=Role.LEGAL_HEAD,
        region_code="220000",
        does="吉林省：全省统计表、案件",
    ),
    Account(
        username="admin",
        name="系统管理员",
        role=Role.SYSTEM_ADMIN,
        region_code="410000",
        does="账号、组织；看不到案件",
    ),
    Account(
        username="auditor",
        name="程红霞",
        role=Role.AUDITOR,
        region_code="410000",
        does="查经过，不改任何内容",
    ),
)
