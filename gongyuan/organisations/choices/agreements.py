from django.db.models import TextChoices


class AgreementPartner(TextChoices):
    """With whom a union agrees on legal service (豫工文〔2020〕40号 三(三)1)."""

    LAW_FIRM = "firm", "律师事务所"
    JUSTICE_BUREAU = "justice_bureau", "司法行政机关"
    HOSPITAL = "hospital", "医院"
    UNIVERSITY = "university", "高等院校"
    OTHER = "other", "其他"


class AgreementStanding(TextChoices):
    """How an agreement stands on a day."""

    COMING = "coming", "尚未生效"
    IN_FORCE = "in_force", "有效"
    ENDING = "ending", "快到期"
    EXPIRED = "expired", "已到期"
    ENDED = "ended_early", "提前终止"
