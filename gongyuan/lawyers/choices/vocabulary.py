from django.db.models import TextChoices


class EngagementKind(TextChoices):
    """What ties a firm to an employer and so bars it from a case against that employer."""

    COUNSEL = "counsel", "法律顾问"
    CASE = "case", "代理案件"
    ARBITRATOR = "arbitrator", "仲裁员"


class Speciality(TextChoices):
    WAGES = "wages", "劳动报酬"
    INJURY = "injury", "工伤"
    DISMISSAL = "dismissal", "解除终止"
    SOCIAL_INSURANCE = "social_insurance", "社会保险"
    COLLECTIVE = "collective", "集体争议"
    PLATFORM = "platform", "新就业形态"
    WOMEN = "women", "女职工权益"


class MarkKind(TextChoices):
    """What was found of a lawyer's service by those who look at it afterwards."""

    VERIFIED_COMPLAINT = "verified_complaint", "投诉属实"
    PEER_REVIEW = "peer_review", "同行评估"
