"""The words of the public pages: plain, with 您, none of them officialese."""

from django.db.models import TextChoices

from gongyuan.cases.choices import CaseState, DocumentKind
from gongyuan.consultations.choices import AskerView, ConsultationState, Topic
from gongyuan.policy.choices import ClaimKind, HardshipGround, MatterScope
from gongyuan.quality.choices import (
    ComplaintAbout,
    ComplaintGround,
    ComplaintState,
    VisitQuestion,
)


class Trouble(TextChoices):
    UNPAID = "unpaid", "干了活，钱没给够"
    INJURED = "injured", "干活受伤、得了职业病"
    DISMISSED = "dismissed", "被辞退、被赶走"
    OTHER = "other", "别的事"


class StillThere(TextChoices):
    YES = "yes", "还在那里干"
    NO = "no", "已经不在了"


NONE = "none"
UNSURE = "unsure"

#: What is usually asked for in each trouble, the likeliest first.
CLAIMS_OF = {
    Trouble.UNPAID: (
        ClaimKind.UNPAID_WAGES,
        ClaimKind.OVERTIME,
        ClaimKind.DOUBLE_WAGE,
        ClaimKind.ECONOMIC_COMPENSATION,
        ClaimKind.SOCIAL_INSURANCE,
        ClaimKind.OTHER,
    ),
    Trouble.INJURED: (
        ClaimKind.WORK_INJURY,
        ClaimKind.LABOUR_RELATION,
        ClaimKind.UNPAID_WAGES,
        ClaimKind.SOCIAL_INSURANCE,
        ClaimKind.OTHER,
    ),
    Trouble.DISMISSED: (
        ClaimKind.UNLAWFUL_DISMISSAL,
        ClaimKind.ECONOMIC_COMPENSATION,
        ClaimKind.UNPAID_WAGES,
        ClaimKind.OVERTIME,
        ClaimKind.DOUBLE_WAGE,
        ClaimKind.OTHER,
    ),
    Trouble.OTHER: (
        ClaimKind.OTHER,
        ClaimKind.LABOUR_RELATION,
        ClaimKind.SOCIAL_INSURANCE,
        ClaimKind.DOUBLE_WAGE,
        ClaimKind.UNPAID_WAGES,
    ),
}
CLAIM_WORDS = {
    ClaimKind.UNPAID_WAGES: "欠我的工钱",
    ClaimKind.OVERTIME: "加班费",
    ClaimKind.WORK_INJURY: "受伤该赔的钱",
    ClaimKind.LABOUR_RELATION: "证明我在那里上过班",
    ClaimKind.SOCIAL_INSURANCE: "社保的钱",
    ClaimKind.UNLAWFUL_DISMISSAL: "乱辞退的赔偿",
    ClaimKind.ECONOMIC_COMPENSATION: "离开时该给的补偿",
    ClaimKind.DOUBLE_WAGE: "没签合同的双倍工资",
    ClaimKind.OTHER: "别的",
}
WITHOUT_AMOUNT = frozenset({ClaimKind.LABOUR_RELATION})

RELATED_WORDS = {
    MatterScope.LABOUR_DISPUTE: "是我和干活的单位之间的事",
    MatterScope.LABOUR_RELATED_RIGHTS: "是因为干活，我的人身、财产或者民主权利受了侵犯",
    MatterScope.OUTSIDE: "和干活没有关系",
}
HARDSHIP_WORDS = {
    HardshipGround.LOW_INCOME: "家里收入低，够得上当地工会的困难标准",
    HardshipGround.REGISTERED_HARDSHIP: "在工会登记过的困难职工",
    HardshipGround.SOCIAL_ASSISTANCE: "吃低保，或者领别的社会救助",
    HardshipGround.JUDICIAL_ASSISTANCE: "领过司法救助",
    HardshipGround.PREFERENTIAL_TREATMENT: "优抚对象，比如烈属、残疾军人",
    HardshipGround.NO_FIXED_INCOME_GROUP: "没有固定收入的未成年人、老人、残疾人等",
}
FORM_WORDS = {
    "consultation": "先告诉我该怎么办",
    "drafting": "帮我写材料",
    "mediation": "帮我和单位谈",
    "arbitration": "派律师帮我去仲裁",
    "litigation": "派律师帮我打官司",
}
STEPS = ("出了什么事", "在哪里干活", "什么时候", "您是谁", "证明材料", "请您同意")

#: Title of the status page and what comes next, by state.
STATE_WORDS: dict[str, tuple[str, str]] = {
    CaseState.SUBMITTED: ("您的申请收到了", "工会正在看您的申请。"),
    CaseState.SUPPLEMENTING: ("还差几样材料", "您补齐以后，工会接着审查。"),
    CaseState.UNDER_REVIEW: ("工会正在审查", "审查完会告诉您帮不帮、为什么。"),
    CaseState.AWAITING_DECISION: ("审查完了，等负责人决定", "决定以后马上告诉您。"),
    CaseState.GRANTED: ("工会决定帮您", "正在给您安排律师。"),
    CaseState.REFUSED: ("这次申请没有通过", "决定书里写着理由。不服的，可以提出异议。"),
    CaseState.UNDER_OBJECTION: ("上一级工会正在复核", "复核完会告诉您结果。"),
    CaseState.TRANSFERRED: ("您的申请转给了别的工会", "由该管的工会接着办，会联系您。"),
    CaseState.DEEMED_WITHDRAWN: ("申请已经停了", "材料没有按时补齐。您可以重新申请。"),
    CaseState.WITHDRAWN: ("您撤回了申请", "想再办，可以重新申请。"),
    CaseState.ASSIGNED: ("给您找好了律师，等律师答复", "律师接手后会联系您。"),
    CaseState.MANDATING: ("律师接手了", "下一步请您和律师签委托书。"),
    CaseState.HANDLING: ("律师正在为您办理", "有进展会写在下面。"),
    CaseState.SUSPENDED: ("暂停办理", "原因没有了就接着办。"),
    CaseState.TERMINATED: ("援助停了", "决定书里写着理由。不服的，可以提出异议。"),
    CaseState.TERMINATION_OBJECTED: ("上一级工会正在复核", "复核完会告诉您结果。"),
    CaseState.CLOSED: ("事情办完了", "律师正在整理案卷。"),
    CaseState.FILE_SUBMITTED: ("事情办完了", "工会正在核对案卷。"),
    CaseState.ARCHIVED: ("事情办完了，案卷已经存好", "还有问题，请拨打12351。"),
}

#: Who keeps a deadline, as the worker knows them.
KEEPER_WORDS = {
    "office": "工会",
    "head": "工会负责人",
    "lawyer": "律师",
    "upper": "上一级工会",
    "worker": "您",
    "outside": "办案机关",
}
#: What is due, by code of the deadline; other codes show their own label.
DUE_WORDS = {
    "AID_REVIEW": "告诉您帮不帮、为什么",
    "AID_ASSIGN": "给您安排律师",
    "AID_RETAINER": "和您签委托书",
    "AID_OBJECTION": "告诉您复核的结果",
    "AID_DOSSIER": "整理好案卷",
    "LAWYER_ANSWER": "答复接不接您的案子",
    "PROGRESS": "告诉您办到哪一步",
}
#: What is left of the way, from the states of each phase on.
PHASE_WORDS = {
    "申请": "您提交了申请",
    "审查": "审查，决定帮不帮您",
    "指派": "安排律师",
    "委托": "您和律师签委托书",
    "办理": "律师办理",
    "结案": "有结果，办完",
}
#: Documents addressed to the worker, who may have them again at any time.
WORKER_DOCUMENTS = frozenset(
    {
        DocumentKind.RECEIPT,
        DocumentKind.SUPPLEMENT_NOTICE,
        DocumentKind.GRANT_DECISION,
        DocumentKind.REFUSAL_DECISION,
        DocumentKind.ASSIGNMENT_LETTER,
        DocumentKind.TERMINATION_DECISION,
        DocumentKind.ARBITRATION_APPLICATION,
        DocumentKind.PAYMENT_ORDER,
        DocumentKind.WAGE_COMPLAINT,
        DocumentKind.CLAIM_LIST,
        DocumentKind.EVIDENCE_LIST,
    }
)

COMPLAINT_ABOUT_WORDS = [
    (ComplaintAbout.LAWYER, "帮我的律师"),
    (ComplaintAbout.STAFF, "工会的工作人员"),
    (ComplaintAbout.UNION, "工会这个单位"),
]
COMPLAINT_GROUND_WORDS = [
    (ComplaintGround.MONEY_TAKEN, "收我的钱或者东西"),
    (ComplaintGround.BELOW_STANDARD, "没有好好办"),
    (ComplaintGround.NOT_TOLD, "不告诉我办到哪里了"),
    (ComplaintGround.DELAY, "一直拖着"),
    (ComplaintGround.MANNER, "态度不好"),
    (ComplaintGround.OTHER_GROUND, "别的问题"),
]
#: Each state of a complaint: what is the matter now, and what comes next.
COMPLAINT_WORDS: dict[str, tuple[str, str]] = {
    ComplaintState.LODGED: ("您的投诉收到了", "工会会告诉您受不受理。"),
    ComplaintState.INCOMPLETE: ("请您补充几样内容", "补充以后，我们接着看。"),
    ComplaintState.INVESTIGATING: (
        "正在调查",
        "查清楚以后书面答复您。我们不会告诉被投诉的人您是谁。",
    ),
    ComplaintState.ANSWER_DUE: ("查完了，正在写答复", "答复会放在这里。"),
    ComplaintState.ANSWERED: ("已经答复您", "不同意的，可以向当地司法局反映。"),
    ComplaintState.TURNED_AWAY: ("这件投诉不受理", "原因写在告知书里。您还可以向当地司法局投诉。"),
    ComplaintState.FORWARDED: ("转给司法局处理", "司法局处理以后，结果会写在这里。"),
    ComplaintState.ANSWERED_OUTSIDE: ("司法局已经处理", "结果在下面。"),
    ComplaintState.MERGED: ("和您前一次的投诉一起办", "请用前一次的查询码看。"),
    ComplaintState.DROPPED: ("您撤回了投诉", "想再投诉，可以重新写。"),
}

#: What somebody asks about, the most asked first.
TOPIC_WORDS = [
    (Topic.WAGES, "工钱没给够"),
    (Topic.INJURY, "干活受伤、得了职业病"),
    (Topic.DISMISSAL, "被辞退，或者想辞职"),
    (Topic.CONTRACT, "没签合同，或者合同上的事"),
    (Topic.SOCIAL_INSURANCE, "社保没交、少交"),
    (Topic.HOURS, "加班、休息、请假"),
    (Topic.PROTECTED, "怀孕生孩子，或者不满18岁"),
    (Topic.UNION_RIGHTS, "工会的事，大家说话的权利"),
    (Topic.PROCEDURE, "怎么仲裁、怎么打官司"),
    (Topic.OTHER_LABOUR, "干活的别的事，或者说不清"),
    (Topic.NOT_LABOUR, "和干活没有关系的事"),
]
#: Each state of a question: what is the matter now, and what comes next.
QUESTION_WORDS: dict[str, tuple[str, str]] = {
    ConsultationState.TO_ANSWER: ("您的问题收到了", "律师或者工会的人看了就答复您。"),
    ConsultationState.IN_HAND: ("有人正在看您的问题", "写好了，答复就放在这里。"),
    ConsultationState.ANSWERED: ("答复您了", "看完不明白的，可以接着问。"),
    ConsultationState.SET_ASIDE: (
        "这个问题没有答复",
        "为什么没有答复，写在下面。您可以换个说法接着问，或者拨打12351。",
    ),
}
HELPED_WORDS = [
    (AskerView.HELPED, "有用，我知道怎么办了"),
    (AskerView.PARTLY_HELPED, "有些用"),
    (AskerView.NO_HELP, "没有用"),
]

RATING_WORDS = {
    VisitQuestion.OVERALL: "总的来说，您满意吗？",
    VisitQuestion.INFORMED: "律师给您讲进展，您满意吗？",
    VisitQuestion.MANNER_OF_LAWYER: "律师的态度，您满意吗？",
    VisitQuestion.SKILL: "律师办案，您满意吗？",
    VisitQuestion.OUTCOME_HELD: "结果您满意吗？",
    VisitQuestion.MONEY_ASKED: "有人收您的钱或者东西吗？",
}
