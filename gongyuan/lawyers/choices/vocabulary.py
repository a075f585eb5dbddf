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
    ANSWER_FAULT = "answer_fault", "线上答复有问题"


class EndGround(TextChoices):
    """Why a membership ended before its last day (平工文〔2016〕28号 附件1六、附件2第四、五条)."""

    STEPPED_DOWN = "stepped_down", "本人退出"
    INACTIVE = "inactive", "没有开展志愿服务"
    DUTIES_NOT_DONE = "duties_not_done", "没有按要求完成任务"
    DISQUALIFIED = "disqualified", "取消成员资格"
    LEFT_PRACTICE = "left_practice", "停止执业或者离开本地"
    #: Only by a merger: of two running terms of a lawyer one goes on.
    BY_MERGER = "by_merger", "单位合并"


class RoundState(TextChoices):
    """How far a recruitment round has come."""

    PREPARED = "prepared", "招募起草中"
    CALLED = "called", "招募中"
    ANNOUNCED = "announced", "公示中"
    COMPLETED = "completed", "已聘任完毕"
    CANCELLED = "call_cancelled", "招募已取消"


class NominationState(TextChoices):
    """How far a nomination has come on its way up (逐级推荐)."""

    AT_FIRM = "at_firm", "待律所推荐"
    AT_COUNTY = "at_county", "待县区推荐"
    AT_REVIEW = "at_review", "待联合评审"
    PASSED = "passed", "评审通过"
    NOT_PASSED = "not_passed", "评审未通过"
    IN_NOTICE = "in_notice", "人选公示中"
    APPOINTED = "appointed", "已聘任"
    TURNED_DOWN = "objected_to", "公示异议成立"
    RETURNED = "with_lawyer", "退回本人补正"
    RETRACTED = "retracted", "推荐已撤回"


#: Nothing more is awaited of anybody.
NOMINATION_ENDED = frozenset(
    {
        NominationState.NOT_PASSED,
        NominationState.APPOINTED,
        NominationState.TURNED_DOWN,
        NominationState.RETRACTED,
    }
)


class NominationWay(TextChoices):
    """Who put a lawyer forward (律师自愿、逐级推荐)."""

    SELF_NAMED = "self_named", "本人报名"
    BY_FIRM = "by_firm", "律所推荐"


class OpinionStep(TextChoices):
    """Whose opinion a nomination carries upwards."""

    FIRM = "firm", "律师事务所"
    COUNTY_JUSTICE = "county_justice", "县区司法局"
    COUNTY_UNION = "county_union", "县区总工会"
    CITY = "city", "市级"


class ReviewSide(TextChoices):
    """The two who select together (平工文〔2016〕28号 附件2第二条)."""

    UNION_SIDE = "union_side", "总工会一方"
    JUSTICE_SIDE = "justice_side", "司法局一方"


class DisciplineKind(TextChoices):
    """Penalties of the authorities and measures of the profession (律师法 第四十七至四十九条)."""

    PENALTY = "penalty", "行政处罚"
    PROFESSIONAL = "professional", "行业惩戒"
    ADMINISTRATIVE = "administrative", "行政处分"


class NoticeWay(TextChoices):
    """How an objection to a public notice came in."""

    CALLED_IN = "called_in", "来电"
    WRITTEN = "written", "来信"
    IN_PERSON = "came_in", "来访"


class OnlineState(TextChoices):
    """How far a registration for the online service has come (豫工文〔2020〕40号 三(三)3)."""

    APPLIED_FOR = "applied_for", "待核验"
    ACTIVE = "active", "在线服务中"
    PAUSED = "paused", "线上服务暂停"
    WITHDRAWN_ONLINE = "withdrawn_online", "线上服务注销"
    NOT_ADMITTED = "not_admitted", "未通过核验"


#: Applied for, in service or suspended.
OPEN_ONLINE = (OnlineState.APPLIED_FOR, OnlineState.ACTIVE, OnlineState.PAUSED)


class SupervisingBody(TextChoices):
    """Whose supervision phone it is (平工文〔2016〕28号 附件2第六条)."""

    UNION_BODY = "union_body", "工会监督电话"
    JUSTICE_BODY = "justice_body", "司法局监督电话"
