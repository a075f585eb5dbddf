from django.db.models import TextChoices


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
