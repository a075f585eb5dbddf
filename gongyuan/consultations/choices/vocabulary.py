"""Words of asking and answering."""

from django.db.models import TextChoices


class Channel(TextChoices):
    """By what way somebody asks (总工发〔2008〕52号 二(三): 来信、来访、来电)."""

    WINDOW = "window", "窗口来访"
    TELEPHONE = "telephone", "电话咨询"
    WEB = "web", "网上留言"
    BY_LETTER = "by_letter", "来信咨询"
    ON_SITE = "on_site", "现场咨询"


#: What an office writes down; a question from the web comes in by itself.
WRITTEN_DOWN = (Channel.WINDOW, Channel.TELEPHONE, Channel.BY_LETTER, Channel.ON_SITE)


class ConsultationState(TextChoices):
    TO_ANSWER = "to_answer", "待答复"
    IN_HAND = "in_hand", "正在答复"
    ANSWERED = "answered", "已答复"
    SET_ASIDE = "set_aside", "不予答复"


#: Nobody has answered yet, and somebody must.
OPEN_STATES = (ConsultationState.TO_ANSWER, ConsultationState.IN_HAND)


class Topic(TextChoices):
    """What is asked about, as an office sorts its ledger."""

    WAGES = "wages", "劳动报酬"
    INJURY = "injury", "工伤"
    DISMISSAL = "dismissal", "解除终止"
    CONTRACT = "contract", "劳动合同"
    SOCIAL_INSURANCE = "social_insurance", "社会保险"
    HOURS = "hours", "工时和休假"
    PROTECTED = "protected", "女职工和未成年工"
    UNION_RIGHTS = "union_rights", "工会和民主权利"
    PROCEDURE = "procedure", "仲裁诉讼程序"
    OTHER_LABOUR = "other_labour", "其他劳动问题"
    NOT_LABOUR = "not_labour", "非劳动问题"


class AskerView(TextChoices):
    """What whoever asked says of the answer, once."""

    HELPED = "helped", "解决了问题"
    PARTLY_HELPED = "partly_helped", "有些帮助"
    NO_HELP = "no_help", "没有帮助"
