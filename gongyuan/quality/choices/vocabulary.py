from django.db.models import TextChoices


class ComplaintState(TextChoices):
    """How far a complaint has come (《法律援助投诉处理办法》)."""

    LODGED = "lodged", "投诉待受理"
    INCOMPLETE = "incomplete", "投诉待补充"
    INVESTIGATING = "investigating", "调查中"
    ANSWER_DUE = "answer_due", "投诉待答复"
    ANSWERED = "answered", "投诉已答复"
    TURNED_AWAY = "turned_away", "投诉不予受理"
    FORWARDED = "forwarded", "已转司法行政机关"
    ANSWERED_OUTSIDE = "answered_outside", "司法行政机关已答复"
    MERGED = "merged", "已并入前一投诉"
    DROPPED = "dropped", "投诉已撤回"


#: Nothing more is awaited of anybody.
SETTLED = frozenset(
    {
        ComplaintState.ANSWERED,
        ComplaintState.TURNED_AWAY,
        ComplaintState.ANSWERED_OUTSIDE,
        ComplaintState.MERGED,
        ComplaintState.DROPPED,
    }
)


class ComplaintAbout(TextChoices):
    LAWYER = "lawyer", "承办律师"
    STAFF = "staff_member", "工会工作人员"
    UNION = "union", "办理单位"


class ComplainantKind(TextChoices):
    """Who may complain (《法律援助投诉处理办法》（2025） 第二条)."""

    APPLICANT = "applicant", "申请人"
    RECIPIENT = "recipient", "受援人"
    INTERESTED = "interested", "利害关系人"


class ComplaintChannel(TextChoices):
    ONLINE = "online", "网上投诉"
    COUNTER = "counter", "当面投诉"
    BY_PHONE = "by_phone", "电话投诉"
    LETTER = "letter", "来信投诉"


class ComplaintGround(TextChoices):
    """What is complained of: of the law's seven kinds the first three were read (2.4.04)."""

    MONEY_TAKEN = "money_taken", "收取财物"
    BELOW_STANDARD = "below_standard", "没有提供符合标准的服务"
    NOT_TOLD = "not_told", "没有依法通报办理情况"
    DELAY = "delay", "拖延不办"
    MANNER = "manner", "态度恶劣"
    OTHER_GROUND = "other_ground", "其他投诉事由"


class QualityDocumentKind(TextChoices):
    COMPLAINT_REPLY = "complaint_reply", "投诉处理答复书"
    COMPLAINT_REFUSAL = "complaint_refusal", "投诉不予受理告知书"
    COMPLAINT_FORWARDING = "complaint_forwarding", "投诉转办函"
    VISIT_FORM = "visit_form", "回访登记表"
    SCORE_SHEET = "score_sheet", "案件质量评估表"
