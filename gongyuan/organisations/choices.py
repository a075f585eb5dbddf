from django.db.models import TextChoices

from gongyuan.core.events import EventCode, Note

#: The powers of this domain; `people` gives them to roles.
READ = "organisations.read"
EDIT = "organisations.edit"


class UnitLevel(TextChoices):
    """Level in the tree of federations; `PRIMARY` is an enterprise's own union (基层工会)."""

    NATION = "nation", "全国"
    PROVINCE = "province", "省级"
    PREFECTURE = "prefecture", "市州级"
    COUNTY = "county", "县（区）级"
    TOWNSHIP = "township", "乡镇（街道）"
    PRIMARY = "primary", "基层"


class UnitKind(TextChoices):
    FEDERATION = "federation", "地方总工会"
    INDUSTRIAL = "industrial", "产业工会"
    DIRECT = "direct", "直管企业工会"
    ENTERPRISE = "enterprise", "企业工会"
    ASSOCIATION = "association", "工会联合会"


class InstitutionKind(TextChoices):
    CENTRE = "centre", "法律援助中心"
    BRANCH = "branch", "分中心"
    STATION = "station", "法律援助工作站"
    POINT = "point", "法律援助联系点"
    WINDOW = "window", "法律援助窗口"


class InstitutionFunction(TextChoices):
    """What an institution does for those who come (豫工文〔2020〕40号 三(三)2)."""

    CONSULTATION = "consultation", "法律咨询"
    AID = "aid", "法律援助"
    REGISTRATION = "registration", "法人资格登记"


class InstitutionForm(TextChoices):
    """Form of organisation, one of four and exclusive (吉会法字〔2015〕1号 附件, 机构)."""

    STAND_ALONE = "stand_alone", "单独设立"
    CO_LOCATED = "co_located", "与帮扶中心合署办公"
    JUDICIAL_BRANCH = "judicial_branch", "司法行政法律援助中心分中心或工作站"
    PURCHASED = "purchased", "购买法律服务设立"


EVENTS = [
    EventCode(
        code="organisations.unit.create",
        label="设立组织",
        kind="unit",
        capability=EDIT,
        note=Note.NONE,
    ),
    EventCode(
        code="organisations.unit.import",
        label="导入组织",
        kind="unit",
        capability=EDIT,
        note=Note.NONE,
    ),
    EventCode(
        code="organisations.unit.edit",
        label="修改组织",
        kind="unit",
        capability=EDIT,
    ),
    EventCode(
        code="organisations.unit.move",
        label="调整隶属",
        kind="unit",
        capability=EDIT,
        note=Note.REQUIRED,
    ),
    EventCode(
        code="organisations.unit.close",
        label="撤销组织",
        kind="unit",
        capability=EDIT,
        note=Note.REQUIRED,
    ),
    EventCode(
        code="organisations.aidinstitution.register",
        label="登记机构",
        kind="institution",
        capability=EDIT,
    ),
    EventCode(
        code="organisations.aidinstitution.edit",
        label="修改机构",
        kind="institution",
        capability=EDIT,
    ),
    EventCode(
        code="organisations.aidinstitution.close",
        label="撤销机构",
        kind="institution",
        capability=EDIT,
        note=Note.REQUIRED,
    ),
]
