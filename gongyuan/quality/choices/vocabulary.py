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
    IN_PERSON = "in_person", "当面投诉"
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


class VisitOutcome(TextChoices):
    """How a return visit ended; empty while it is due."""

    VISITED = "visited", "已回访"
    VISIT_REFUSED = "visit_refused", "不愿接受回访"
    UNREACHED = "unreached", "联系不上"


class VisitWay(TextChoices):
    CALL = "call", "电话回访"
    FACE_TO_FACE = "face_to_face", "当面回访"
    OWN_PHONE = "own_phone", "本人网上评价"


class AttemptOutcome(TextChoices):
    """Why an attempt did not end the visit."""

    NO_REPLY = "no_reply", "没有人接"
    WRONG_NUMBER = "wrong_number", "号码不对"
    CALL_LATER = "call_later", "约好再打"


class VisitQuestion(TextChoices):
    """What a worker is asked after the aid (回访), each answered by a choice; the union's own."""

    OVERALL = "overall", "对这次法律援助总的满意吗"
    INFORMED = "informed", "对律师通报进展满意吗"
    MANNER_OF_LAWYER = "manner_of_lawyer", "对律师的态度满意吗"
    SKILL = "skill", "对律师办案的水平满意吗"
    OUTCOME_HELD = "outcome_held", "对办理结果满意吗"
    MONEY_ASKED = "money_asked", "律师或者工作人员有没有收您的钱、东西"


class VisitAnswer(TextChoices):
    SATISFIED = "satisfied", "满意"
    FAIRLY_SATISFIED = "fairly_satisfied", "基本满意"
    DISSATISFIED = "dissatisfied", "不满意"
    NOT_SAID = "not_said", "说不清"
    DID_NOT = "did_not", "没有收过"
    DID = "did", "收过"


_GRADES = (
    VisitAnswer.SATISFIED,
    VisitAnswer.FAIRLY_SATISFIED,
    VisitAnswer.DISSATISFIED,
    VisitAnswer.NOT_SAID,
)


class AnswerGrade(TextChoices):
    """What a check finds of an online answer (答复质量抽查)."""

    SOUND = "sound", "合格"
    FLAWED = "flawed", "有瑕疵"
    WRONG = "wrong", "不合格"


#: The answers each question can have.
ANSWERS_OF: dict[str, tuple[VisitAnswer, ...]] = {
    question: (VisitAnswer.DID_NOT, VisitAnswer.DID, VisitAnswer.NOT_SAID)
    if question == VisitQuestion.MONEY_ASKED
    else _GRADES
    for question in VisitQuestion
}
