"""What happens beside the proceedings and starts, keeps or moves a legal deadline."""

from django.db.models import TextChoices


class OccurrenceKind(TextChoices):
    WRONG_KNOWN = "wrong_known", "知道权利被侵害"
    EMPLOYMENT_ENDED = "employment_ended", "劳动关系终止"
    CLAIM_RAISED = "claim_raised", "主张权利、请求救济或者对方同意履行"
    HINDERED = "hindered", "不可抗力等不能申请仲裁"
    EVIDENCE_ORDERED = "evidence_ordered", "收到举证通知"
    PRESERVED = "preserved", "法院裁定财产保全"
    INJURED = "injury_happened", "发生工伤或者诊断为职业病"
    INJURY_FILED = "injury_filed", "提出工伤认定申请"
    INJURY_ACCEPTED = "injury_accepted", "工伤认定申请受理"
    INJURY_DECIDED = "injury_decided", "收到工伤认定决定"
    ASSESSMENT_FILED = "assessment_filed", "提出劳动能力鉴定申请"
    ASSESSED = "assessed", "收到劳动能力鉴定结论"
    REASSESSMENT_FILED = "reassessment_filed", "申请再次鉴定"
    PAY_ORDER_FILED = "pay_order_filed", "申请支付令"
    PAY_ORDER_ACCEPTED = "pay_order_accepted", "法院受理支付令申请"
    PAY_ORDER_SERVED = "pay_order_served", "用人单位收到支付令"


#: Those that have a second day: until when it lasts, or by when it is to be done.
WITH_UNTIL = frozenset({OccurrenceKind.HINDERED, OccurrenceKind.EVIDENCE_ORDERED})
