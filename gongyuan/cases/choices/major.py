"""Words of major cases: discussed, led, watched from above, reported up and worked on together."""

from django.db.models import TextChoices


class DiscussionStance(TextChoices):
    """What a member of a discussion holds should be done."""

    FOR_GRANT = "for_grant", "主张给予援助"
    FOR_REFUSAL = "for_refusal", "主张不予援助"
    FOR_OTHER = "for_other", "主张另作处理"


class OversightState(TextChoices):
    AWAITING_FEEDBACK = "awaiting_feedback", "待反馈"
    FED_BACK = "fed_back", "已反馈"
    LIFTED = "lifted", "督办了结"
    REVOKED = "revoked", "督办撤销"


#: Orders that still await somebody.
OPEN_OVERSIGHT = frozenset({OversightState.AWAITING_FEEDBACK, OversightState.FED_BACK})


class HandUpState(TextChoices):
    HANDED_UP = "handed_up", "待接收"
    TO_AMEND = "to_amend", "待修改"
    TAKEN_OVER = "taken_over", "转交已接收"
    TAKEN_BACK = "taken_back", "转交方撤回"


class CollaborationState(TextChoices):
    ASKED = "asked", "待协作方答复"
    AT_WORK = "at_work", "协作中"
    TURNED_DOWN = "turned_down", "协作方谢绝"
    CALLED_BACK = "called_back", "委托方收回"
    REPORTED_DONE = "reported_done", "待委托方确认"
    CONFIRMED_DONE = "confirmed_done", "协作了结"
    CUT_SHORT = "cut_short", "协作中断"


#: A collaboration that nobody has ended.
OPEN_COLLABORATION = frozenset(
    {CollaborationState.ASKED, CollaborationState.AT_WORK, CollaborationState.REPORTED_DONE}
)


class CostBearer(TextChoices):
    """Who pays what a collaboration costs."""

    ASKING_SIDE = "asking_side", "委托方承担"
    HELPING_SIDE = "helping_side", "协作方承担"
    BOTH_SIDES = "both_sides", "双方分担"
    NO_COST = "no_cost", "不产生费用"


class ReturnedThing(TextChoices):
    """What was sent back to those who sent it."""

    HAND_UP = "hand_up", "转交申请"
    OVERSIGHT_FEEDBACK = "oversight_feedback", "督办反馈"
    COLLABORATION_REQUEST = "collaboration_request", "协作委托"
    COLLABORATION_RESULT = "collaboration_result", "协作结果"
    REVIEW_OPINION = "review_opinion", "审查意见书"
    CASE_FILE = "case_file", "结案案卷"


class ReturnReason(TextChoices):
    """Why something was sent back; a sentence always stands beside it."""

    PAPERS_LACKING = "papers_lacking", "材料不全"
    FACTS_UNCLEAR = "facts_unclear", "事实不清"
    NOT_COMPETENT = "not_competent", "不属本单位办理"
    ALREADY_APPLIED = "already_applied", "重复申请"
    NOT_SIGNED = "not_signed", "没有签名或者授权"
    CONTACT_WRONG = "contact_wrong", "联系方式有误"
    DEMAND_UNANSWERED = "demand_unanswered", "没有回应要求"
    RESULT_UNPROVEN = "result_unproven", "结果没有凭据"
    NO_CAPACITY = "no_capacity", "暂无办理力量"
    OTHER_REASON = "other_reason", "其他原因"


#: The reasons that fit each thing, in the order of the form.
REASONS_OF: dict[ReturnedThing, tuple[ReturnReason, ...]] = {
    ReturnedThing.HAND_UP: (
        ReturnReason.PAPERS_LACKING,
        ReturnReason.FACTS_UNCLEAR,
        ReturnReason.NOT_SIGNED,
        ReturnReason.CONTACT_WRONG,
        ReturnReason.ALREADY_APPLIED,
        ReturnReason.NOT_COMPETENT,
        ReturnReason.OTHER_REASON,
    ),
    ReturnedThing.OVERSIGHT_FEEDBACK: (
        ReturnReason.DEMAND_UNANSWERED,
        ReturnReason.FACTS_UNCLEAR,
        ReturnReason.RESULT_UNPROVEN,
        ReturnReason.OTHER_REASON,
    ),
    ReturnedThing.COLLABORATION_REQUEST: (
        ReturnReason.NO_CAPACITY,
        ReturnReason.NOT_COMPETENT,
        ReturnReason.PAPERS_LACKING,
        ReturnReason.OTHER_REASON,
    ),
    ReturnedThing.COLLABORATION_RESULT: (
        ReturnReason.RESULT_UNPROVEN,
        ReturnReason.DEMAND_UNANSWERED,
        ReturnReason.PAPERS_LACKING,
        ReturnReason.OTHER_REASON,
    ),
    ReturnedThing.REVIEW_OPINION: (
        ReturnReason.FACTS_UNCLEAR,
        ReturnReason.PAPERS_LACKING,
        ReturnReason.NOT_COMPETENT,
        ReturnReason.OTHER_REASON,
    ),
    ReturnedThing.CASE_FILE: (
        ReturnReason.PAPERS_LACKING,
        ReturnReason.NOT_SIGNED,
        ReturnReason.RESULT_UNPROVEN,
        ReturnReason.OTHER_REASON,
    ),
}


class MajorTab(TextChoices):
    """What a page of major cases shows."""

    STANDING = "standing", "在办的"
    UNREPORTED = "unreported", "逾期没有报告"
    TO_ACKNOWLEDGE = "to_acknowledge", "等我们签收"
    UNDER_OVERSIGHT = "under_oversight", "督办中"
    TO_TRACK = "to_track", "该跟踪"
    UNLED = "unled", "没有包案领导"


class CollaborationSide(TextChoices):
    """On which side of a collaboration a union stands."""

    ASKED_BY_US = "asked_by_us", "我们委托的"
    HELPED_BY_US = "helped_by_us", "我们协作的"
