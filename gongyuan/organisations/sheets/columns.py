"""The columns of the tree of unions as an Excel sheet."""

from gongyuan.core.sheets.columns import Column
from gongyuan.organisations.choices import UnitKind, UnitLevel

COLUMNS = (
    Column(
        name="region_code",
        heading="区划代码",
        how="6位、9位或12位数字",
        example="222406",
        longest=12,
        is_required=True,
    ),
    Column(
        name="name",
        heading="名称",
        how="全称",
        example="和龙市总工会",
        is_required=True,
        width=34,
    ),
    Column(
        name="short_name",
        heading="简称",
        how="不填时取全称去掉“总工会”",
        example="和龙",
        longest=40,
    ),
    Column(
        name="level",
        heading="层级",
        how="、".join(UnitLevel.labels),
        example=UnitLevel.COUNTY.label,
        is_required=True,
        choices=tuple(UnitLevel.labels),
    ),
    Column(
        name="kind",
        heading="类别",
        how="、".join(UnitKind.labels) + "；不填为地方总工会",
        example=UnitKind.FEDERATION.label,
        choices=tuple(UnitKind.labels),
    ),
    Column(
        name="parent_code",
        heading="上级区划代码",
        how="上级工会的区划代码，可以是本表中的，也可以是已有的",
        example="222400",
        longest=12,
    ),
    Column(
        name="document_prefix", heading="机关代字", how="文号开头的字", example="和工援", longest=20
    ),
    Column(
        name="phone", heading="电话", how="办公电话，按文本填写", example="0433-2910000", longest=40
    ),
    Column(
        name="address", heading="地址", how="", example="和龙市文化路1号", longest=200, width=34
    ),
    Column(name="opened_on", heading="成立日期", how="年-月-日", example="2009-05-01"),
)
CODES = frozenset({"region_code", "parent_code"})
