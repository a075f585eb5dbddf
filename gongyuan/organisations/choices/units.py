from django.db.models import TextChoices


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
