"""The fields of the documents around major cases and collaboration, with a sample of each."""

from gongyuan.cases.choices import DocumentKind as Kind
from gongyuan.core.documents.fields import Field


def _text(name: str, meaning: str, sample: str) -> Field:
    return Field(name=name, meaning=meaning, sample=sample)


_ADDRESSEE = _text("addressee", "写给谁", "临河县总工会")

#: By kind, its own fields, and those that no template may leave out.
MAJOR_FIELDS: dict[Kind, tuple[tuple[Field, ...], tuple[str, ...]]] = {
    Kind.DISCUSSION_MINUTES: (
        (
            _text("topic", "议题", "是否给予援助"),
            _text("held_on", "讨论日期", "2026年11月18日"),
            _text("place", "地点", "三楼会议室"),
            _text("chair", "主持人", "赵样例"),
            _text("recorder", "记录人", "周样例"),
            _text("recused", "回避人员", "无"),
            Field(
                name="members",
                meaning="参加人员和意见",
                columns=(
                    _text("name", "姓名", "钱样例"),
                    _text("office", "单位职务", "法律部部长"),
                    _text("stance", "主张", "给予援助"),
                    _text("opinion", "意见", "事实清楚，同意。"),
                ),
            ),
            _text("outcome", "讨论结果", "给予援助"),
            _text("conclusion", "讨论结论", "一致同意给予援助。"),
        ),
        ("topic", "held_on", "chair", "members", "conclusion"),
    ),
    Kind.OVERSIGHT_NOTICE: (
        (
            _ADDRESSEE,
            _text("demand", "督办要求", "请说明超期原因并尽快指派。"),
            _text("feedback_due", "反馈期限", "2026年11月30日"),
        ),
        ("addressee", "demand", "feedback_due"),
    ),
    Kind.MAJOR_REPORT: (
        (
            _ADDRESSEE,
            Field(
                name="reasons",
                meaning="为什么是重大案件",
                columns=(_text("text", "理由", "十人以上的集体争议。"),),
            ),
            _text("report_text", "报告内容", "工人情绪平稳。"),
            _text("state", "案件状态", "办理中"),
            _text("people_count", "涉及人数", "14"),
        ),
        ("addressee", "report_text"),
    ),
    Kind.LAWYER_REPORT: (
        (
            _text("reported_by", "报告人", "陈样例"),
            _text("reported_at", "报告时间", "2026年11月18日09时30分"),
            _text("report_text", "报告内容", "职工准备集体上访。"),
            _text("sha256", "报告校验值", "3f1a…"),
            _text("papers", "附件校验值", "无"),
        ),
        ("reported_by", "reported_at", "report_text", "sha256"),
    ),
    Kind.COLLABORATION_LETTER: (
        (
            _ADDRESSEE,
            _text("task", "委托事项", "请协助送达协商函。"),
            _text("contact", "联系人", "周样例"),
            _text("answer_due", "答复期限", "2026年11月25日"),
            _text("papers", "随函材料", "授权委托书"),
        ),
        ("addressee", "task", "answer_due"),
    ),
}
