"""Words of the volunteer team's year: activity, ledger, conduct, appraisal, commendation."""

from django.db.models import TextChoices


class ActivityKind(TextChoices):
    """What a member of the team does, by its service (平工文〔2016〕28号 附件2 第三条)."""

    PHONE_ADVICE = "phone_advice", "电话答复咨询"
    WINDOW_ADVICE = "window_advice", "窗口接待咨询"
    ONLINE_ADVICE = "online_advice", "线上答复咨询"
    CASE_TAKEN = "case_taken", "接办援助案件"
    CASE_STEP = "case_step", "提起或者参加程序"
    CASE_HOUR = "case_hour", "开庭约见调解"
    CASE_REPORT = "case_report", "通报案件进展"
    CASE_CLOSED = "case_closed", "办结援助案件"
    LECTURE = "lecture", "法制宣传教育培训"
    UNION_SERVICE = "union_service", "应企业工会申请服务"
    DUTY_HOUR = "duty_hour", "轮值"
    REVIEW_GIVEN = "review_given", "评估他人案件"
    TRAINING_ATTENDED = "training_attended", "参加业务培训"
    OTHER_SERVICE = "other_service", "其他法律服务活动"


#: What a lawyer enters; everything else is known from what happened.
ENTERED = (
    ActivityKind.PHONE_ADVICE,
    ActivityKind.WINDOW_ADVICE,
    ActivityKind.LECTURE,
    ActivityKind.TRAINING_ATTENDED,
    ActivityKind.OTHER_SERVICE,
)
#: What is not service to workers by itself (附件2 第四条: 没有开展职工法律志愿服务).
NOT_SERVICE = frozenset({ActivityKind.TRAINING_ATTENDED})


class RequestState(TextChoices):
    """How far an enterprise union's written request for service has come (附件1 四(四))."""

    FILED = "filed", "申请服务待安排"
    OFFERED = "offered", "申请服务待律师答复"
    TAKEN = "taken", "申请服务办理中"
    SERVED = "served", "申请服务已完成"
    NOT_ARRANGED = "not_arranged", "申请服务不能安排"
    CALLED_OFF = "called_off", "申请服务已撤回"


class ServiceWanted(TextChoices):
    """What an enterprise union asks for."""

    ADVICE = "advice", "解答法律问题"
    LECTURE_HELD = "lecture_held", "到单位讲法"
    CONTRACTS = "contracts", "看劳动合同和规章制度"
    BARGAINING = "bargaining", "协助集体协商"
    OTHER_WISH = "other_wish", "其他法律服务"


class Satisfaction(TextChoices):
    """What an enterprise union says of the service it asked for."""

    PLEASED = "pleased", "单位满意"
    FAIR = "fair", "单位基本满意"
    DISPLEASED = "displeased", "单位不满意"


class LedgerStep(TextChoices):
    """How far a reminder of the yearly ledger has gone."""

    EARLY = "early", "台账到期前首次提醒"
    NEAR = "near", "台账临期再提醒"
    OVERRUN = "overrun", "台账逾期告知工会"


class ConductGround(TextChoices):
    """The six grounds on which a membership is taken away (附件2 第五条)."""

    PUNISHED = "punished", "受到行业行政处分或者行业纪律惩戒处分"
    SUBSTITUTED = "substituted", "未经允许委托或者指派团队以外的人代为服务"
    HARMED_NAME = "harmed_name", "在法律服务中损害工会形象或者声誉"
    BLUNDER = "blunder", "由于工作失误未能维护职工合法权益"
    KEPT_SILENT = "kept_silent", "重大群体性案件未按规定汇报且处理不当造成严重后果"
    COMPLAINED_OF = "complained_of", "多次被职工投诉并经核实属实"


class ConductState(TextChoices):
    """How far a proceeding to take a membership away has come."""

    OPENED = "opened", "取消资格待告知"
    NOTIFIED = "notified", "取消资格待陈述"
    HEARD = "heard", "取消资格待提意见"
    PUT_FORWARD = "put_forward", "取消资格待决定"
    REMOVED = "removed", "已取消成员资格"
    KEPT = "kept", "不取消成员资格"
    OBJECTED = "objected", "取消资格复核中"
    UPHELD = "upheld", "复核维持取消资格"
    OVERTURNED = "overturned", "复核撤销取消资格"


#: Nothing more is awaited of the office.
CONDUCT_SETTLED = frozenset(
    {ConductState.REMOVED, ConductState.KEPT, ConductState.UPHELD, ConductState.OVERTURNED}
)


class AppraisalState(TextChoices):
    """How far a joint yearly appraisal has come (附件1 六)."""

    DRAWN_UP = "drawn_up", "考核待评议"
    RENEWED = "renewed", "考核继续聘用"
    IMPROVING = "improving", "考核待改进"
    ENDED = "ended", "考核提前解聘"
    STRUCK_OFF = "struck_off", "考核取消资格"


class AppraisalSide(TextChoices):
    """The two who appraise together (附件1 六: 市总工会、市司法局共同)."""

    UNIONS = "unions", "工会意见"
    JUSTICE = "bureau", "司法局意见"


class HonourKind(TextChoices):
    """What outstanding members are commended with (附件1 五(二)、六; 苏工发〔2012〕8号 第17项)."""

    CIRCULAR = "circular", "通报表彰"
    MAY_DAY_MEDAL = "may_day_medal", "五一劳动奖章"
    HIGHER_HONOUR = "higher_honour", "申报更高层次荣誉"
    TEN_BEST = "ten_best", "维护职工权益十佳律师"


class HonourState(TextChoices):
    """How far a round of commendation has come."""

    PICKING = "picking", "表彰推荐中"
    SHOWN = "shown", "表彰公示中"
    AWARDED = "awarded", "已表彰"


class SummaryPart(TextChoices):
    """The two days of the year on which counties report (附件1 四(三))."""

    SPRING = "spring", "上半年工作总结"
    WINTER = "winter", "全年工作总结"


class PanelDocumentKind(TextChoices):
    YEARLY_LEDGER = "yearly_ledger", "年度工作台账"
    CONDUCT_NOTICE = "conduct_notice", "取消成员资格事先告知书"
    CONDUCT_DECISION = "conduct_decision", "成员资格处理决定书"
    CONDUCT_REVIEW = "conduct_review", "成员资格复核决定书"
    IMPROVEMENT_NOTICE = "improvement_notice", "志愿服务改进意见书"
    APPRAISAL_SHEET = "appraisal_sheet", "志愿服务年度考核表"
    COMMENDATION = "commendation", "志愿律师表彰通报"


class CourseHost(TextChoices):
    """Who holds a course for the team (附件1 四(一)、四(二))."""

    UNION_HOST = "union_host", "工会举办"
    JUSTICE_HOST = "justice_host", "司法局举办"


class CourseKind(TextChoices):
    """What a course is about (附件1 四(一)、四(二)、六)."""

    UNION_LAW = "union_law", "工会法律业务培训"
    STATE_LAW = "state_law", "国家政策和劳动法律法规培训"
    EXCHANGE = "exchange", "经验交流会"


class Presence(TextChoices):
    """How long somebody was at a course."""

    THROUGHOUT = "throughout", "全程"
    HALF = "half", "半程"
    AWAY = "away", "没到"


class PaymentKind(TextChoices):
    """What a union pays a member of the team (附件1 二)."""

    STIPEND = "stipend", "工作补贴"
    CASE_SUBSIDY = "case_subsidy", "办案补贴"
