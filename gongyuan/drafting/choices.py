from django.db.models import TextChoices


class DraftKind(TextChoices):
    """What is drafted for a worker (代书), each from the same parties, facts and claims."""

    ARBITRATION_APPLICATION = "arbitration_application", "仲裁申请书"
    PAYMENT_ORDER = "payment_order", "支付令申请书"
    WAGE_COMPLAINT = "wage_complaint", "拖欠工资投诉书"
    CLAIM_LIST = "claim_list", "请求事项清单"
    EVIDENCE_LIST = "evidence_list", "证据清单"


class Prover(TextChoices):
    """Who must prove a fact."""

    WORKER = "worker", "劳动者"
    EMPLOYER = "employer", "用人单位"


#: To whom each is addressed when nobody has said so; lists are addressed to nobody.
USUAL_ORGAN = {
    DraftKind.ARBITRATION_APPLICATION: "劳动人事争议仲裁委员会",
    DraftKind.PAYMENT_ORDER: "人民法院",
    DraftKind.WAGE_COMPLAINT: "人力资源和社会保障局",
}
