"""A ledger of who came, called and wrote comes in: answered history, known again, taken back."""

from datetime import date

import pytest
from django.utils import timezone

from gongyuan.consultations.actions.applying import lead_to_application
from gongyuan.consultations.choices import Channel, ConsultationState, Topic
from gongyuan.consultations.models import Consultation
from gongyuan.core.events import events_of
from gongyuan.core.refusals import Refused
from gongyuan.ledgers.actions.checking import mend_rows
from gongyuan.ledgers.actions.importing import ask_import, import_ledger
from gongyuan.ledgers.actions.undoing import ask_undo
from gongyuan.ledgers.choices import LedgerKind, RowOutcome, Standing
from gongyuan.ledgers.kinds import kind_of
from gongyuan.ledgers.kinds.consultation_words import topic_named_in
from gongyuan.ledgers.kinds.kind import Going
from gongyuan.ledgers.models import Ledger
from gongyuan.ledgers.queries.rows import alike_faults
from gongyuan.ledgers.rules import kinds_within
from gongyuan.people.choices import Role
from tests.cases.factories import make_case
from tests.consultations.factories import make_consultation, make_web_question
from tests.lawyers.factories import make_lawyer
from tests.ledgers.factories import checked, faults_of, imported, kept, workbook
from tests.ledgers.test_exports import sheet, written
from tests.organisations.factories import make_institution, make_tree
from tests.people.factories import NOW, make_actor

pytestmark = pytest.mark.django_db
KIND = LedgerKind.CONSULTATIONS
HEAD = [
    *("序号", "登记日期", "来访人姓名", "联系电话", "方式", "用人单位", "所在地区", "咨询事项"),
    *("咨询内容", "处理结果", "接待人", "值班律师", "人数", "接待时长", "接待地点"),
]


def row(number, day, name, how, question, answer="已解答", **more):
    """A row of such a ledger; what is not said stays empty."""
    cells = dict.fromkeys(HEAD, "")
    cells |= {
        "序号": number, "登记日期": day, "来访人姓名": name, "方式": how, "咨询内容": question,
        "处理结果": answer,
    } | more  # fmt: skip
    return [cells[heading] for heading in HEAD]


def ledger_of(*rows):
    return workbook([HEAD, *rows], above=[["职工来访来电咨询登记台账"], ["填表单位：县总工会"]])


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def officer(tree):
    return make_actor(role=Role.LEGAL_OFFICER, unit=tree.county)


def test_a_ledger_of_consultations_comes_in_goes_out_alike_and_a_second_time_adds_nothing(
    tree, officer
):
    lawyer = make_lawyer(unit=tree.prefecture, name="周试明")
    place = make_institution(unit=tree.county, name="临河县职工法律援助中心")
    rows = [
        row(1, "2015.3.5 10:20", "王 试工", "来访", "老板三个月没发工资，怎么办？",
            联系电话="13900000001", 用人单位="某某机械厂", 所在地区=tree.county.short_name,
            咨询事项="拖欠工资", 值班律师="周试明", 人数="3人",
            接待时长="半小时", 接待地点=place.name),
        row(2, "2015年3月6日下午3点半", "匿名", "来电", "工伤以后单位不给报销", 接待人="李试窗",
            值班律师="已离队的", 所在地区="不知何处"),
        row(3, "2015-03-06", "", "12351热线", "想问年假有几天"),
        row(4, "2015-03-06", "", "12351热线", "想问年假有几天"),
        row(5, 42072, "赵试三", "微信", "房东不退押金", 咨询事项="生活琐事"),
    ]  # fmt: skip
    content = ledger_of(*rows)

    ledger = imported(KIND, content, actor=officer)

    assert ledger.standing == Standing.IMPORTED, (ledger.fault, faults_of(ledger))
    first, call, one, two, last = Consultation.objects.order_by("pk")
    assert (first.number, first.code, first.state) == ("", None, ConsultationState.ANSWERED)
    assert timezone.localtime(first.asked_at).strftime("%Y-%m-%d %H:%M") == "2015-03-05 10:20"
    assert (first.asked_on, first.answered_on) == (date(2015, 3, 5), date(2015, 3, 5))
    assert (first.asker_name, first.phone, first.is_anonymous) == ("王试工", "13900000001", False)
    assert (first.lawyer, first.answered_by, first.minutes) == (lawyer, "周试明", 30)
    assert (first.people_count, first.institution) == (3, place)
    assert first.region_code == tree.county.region_code
    assert (first.channel, first.topic) == (Channel.WINDOW, Topic.WAGES)
    assert first.registered_by.startswith("台账导入（")
    assert first.due_at is None
    assert (first.unit, first.unit_path) == (tree.county, tree.county.path)
    assert [event.code for event in events_of(first)] == ["consultations.consultation.import"]
    assert timezone.localtime(call.asked_at).hour == 15
    assert (call.is_anonymous, call.topic, call.answered_by) == (True, Topic.INJURY, "李试窗")
    assert (call.lawyer, call.region_code, call.channel) == (None, "", Channel.TELEPHONE)
    assert (one.topic, one.question) == (Topic.HOURS, two.question)
    assert (last.topic, last.channel) == (Topic.OTHER_LABOUR, Channel.WEB)
    assert last.asked_on == date(2015, 3, 9)
    hints = {found.number: " ".join(found.hints) for found in ledger.rows.all()}
    assert "律师团里没有“已离队的”" in hints[5]
    assert "没有查到“不知何处”" in hints[5]
    assert "第2次" in hints[7]
    assert "记为“其他劳动问题”" in hints[8]

    again = checked(KIND, content, actor=officer)
    assert (again.count(RowOutcome.SAME), again.count(RowOutcome.BAD)) == (5, 0), faults_of(again)
    make_consultation(unit=tree.county, answer="可以。")
    make_web_question(unit=tree.county, asker=None)
    out = sheet(written(KIND, officer))
    assert out[0][: len(HEAD)] == HEAD
    back = checked(KIND, workbook(out), actor=officer)
    assert (back.count(RowOutcome.SAME), back.count(RowOutcome.BAD)) == (7, 0), faults_of(back)


def test_numbers_of_telephones_go_out_only_with_those_who_may_see_them(tree, officer):
    make_consultation(unit=tree.township, answer="可以。")

    seen = make_actor(role=Role.LEGAL_HEAD, unit=tree.county)
    phone = Consultation.objects.get().phone
    assert any(phone in line for line in sheet(written(KIND, seen)))
    rows, cells = kind_of(KIND).rows_out(officer, Going(today=timezone.localdate(NOW)))
    assert [cells(found)["phone"] for found in rows] == [""]
    # A number that is not the own office's is told, and not kept.
    mine = sheet(written(KIND, seen))
    strange = dict(zip(*mine, strict=True)) | {"咨询编号": "某工援咨〔2014〕9号", "答复单位": ""}
    odd = checked(KIND, workbook([mine[0], strange.values()]), actor=seen)
    assert any("没有“某工援咨〔2014〕9号”这件咨询" in hint for hint in odd.rows.get().hints)
    # Of a township's consultation the county's ledger says whose it is, and does not take it in.
    back = checked(KIND, workbook(sheet(written(KIND, seen))), actor=seen)
    assert [name for _, name, _ in faults_of(back)] == ["unit"]


def test_rows_without_an_answer_are_mended_together_and_one_bad_row_imports_nothing(officer):
    rows = [row(n, "2015-03-05", f"甲{n}", "来访", f"问题{n}", answer="") for n in range(400)]

    ledger = checked(KIND, ledger_of(*rows), actor=officer)

    assert {(name, reason) for _, name, reason in faults_of(ledger)} == {
        ("answer", "没有写怎样答复的。")
    }
    with pytest.raises(Refused, match="还有400行要改"):
        ask_import(ledger=ledger, actor=officer, now=NOW)
    (alike,) = alike_faults(ledger, kind_of(KIND))
    assert len(alike.positions) == 400
    mended = {position: {"answer": "当场解答"} for position in alike.positions[1:]}
    ledger = mend_rows(ledger=ledger, mended=mended, actor=officer, now=NOW)
    assert (ledger.standing, ledger.count(RowOutcome.NEW)) == (Standing.TO_MEND, 399)
    with pytest.raises(Refused, match="还有1行要改"):
        ask_import(ledger=ledger, actor=officer, now=NOW)
    assert not Consultation.objects.exists()
    ledger = mend_rows(
        ledger=ledger, mended={alike.positions[0]: {"answer": "已答"}}, actor=officer, now=NOW
    )
    ask_import(ledger=ledger, actor=officer, now=NOW)
    assert import_ledger(ledger=ledger, actor=officer, now=NOW)
    assert Consultation.objects.count() == 400


def test_what_cannot_be_is_said_beside_its_cell(officer):
    rows = [
        row(1, "2099-01-01", "甲", "来访", "工资"),
        row(2, "2015-03-05", "乙", "托梦", "工资"),
        row(3, "2015-03-05", "丙", "来访", "工资", 联系电话="123"),
        row(4, "2015-03-05", "丁", "来访", "工资", 接待地点="没有的站"),
        row(5, "2015-03-05", "戊", "来访", "工资", 人数="0", 接待时长="很久"),
        row(6, "2015-03-05", "己", "来访", "工资", 值班律师="14104201210000001"),
        row(7, "2015-03-05", "庚", "来访", "？？"),
        row(8, "2015-03-05", "辛", "来访", "工资"),
        row(9, "2015-03-05", "辛", "来访", "工资"),
        row(10, "2015-03-05", "壬", "来访", ""),
        row(11, "2015-03-05", "癸", "来访", "", 咨询事项="欠薪的事"),
    ]

    ledger = checked(KIND, ledger_of(*rows), actor=officer)

    assert [(number - 3, name) for number, name, _ in faults_of(ledger)] == [
        (1, "asked_on"), (2, "channel"), (3, "phone"), (4, "institution"), (5, "minutes"),
        (5, "people_count"), (6, "lawyer"), (7, "question"), (9, "question"),
        (10, "question"),
    ]  # fmt: skip


def test_a_corrected_ledger_corrects_what_came_in_and_is_taken_back(tree, officer):
    lawyer = make_lawyer(unit=tree.county, name="周试明")
    told = row(1, "2015-03-05", "王试工", "来访", "老板不发工资")
    imported(KIND, ledger_of(told), actor=officer)
    better = row(
        1, "2015-03-05", "王试工", "来电", "老板不发工资", answer="告知可以投诉",
        咨询事项="社保", 值班律师="周试明", 人数=2,
    )  # fmt: skip

    ledger = imported(KIND, ledger_of(better), actor=officer)

    assert (ledger.count(RowOutcome.CHANGED), ledger.count(RowOutcome.NEW)) == (1, 0)
    one = Consultation.objects.get()
    assert (one.channel, one.topic, one.people_count) == (
        Channel.TELEPHONE, Topic.SOCIAL_INSURANCE, 2,
    )  # fmt: skip
    assert (one.answer, one.lawyer, one.answered_by) == ("告知可以投诉", lawyer, "周试明")
    assert events_of(one).last().code == "consultations.consultation.correct"

    ask_undo(ledger=ledger, note="传错了", actor=officer, now=NOW)

    one.refresh_from_db()
    assert (one.channel, one.topic, one.people_count) == (Channel.WINDOW, Topic.WAGES, 1)
    assert (one.answer, one.lawyer, one.answered_by) == ("已解答", None, "")
    ask_undo(ledger=Ledger.objects.order_by("pk")[0], note="传错了", actor=officer, now=NOW)
    assert not Consultation.objects.exists()


def test_what_a_known_row_says_anew_is_held_against_the_rules_too(officer):
    told = row(1, "2015-03-05", "王试工", "来访", "老板不发工资")
    imported(KIND, ledger_of(told), actor=officer)
    head = [*HEAD, "答复日期"]
    rows = [
        [*row(1, "2015-03-05", "王试工", "来访", "老板不发工资", 接待时长="999小时"), "2015-03-01"],
    ]

    ledger = checked(KIND, workbook([head, *rows]), actor=officer)

    assert {name for _, name, _ in faults_of(ledger)} == {"minutes", "answered_on"}
    # An answer that is not repeated is no answer taken away.
    silent = row(1, "2015-03-05", "王试工", "来电", "老板不发工资", answer="")
    ledger = imported(KIND, ledger_of(silent), actor=officer)
    assert ledger.count(RowOutcome.CHANGED) == 1
    assert Consultation.objects.get().answer == "已解答"


def test_what_led_to_an_application_is_not_taken_back_nor_anything_beside_it(tree, officer):
    rows = [row(number, "2015-03-05", f"试{number}", "来访", "工资") for number in (1, 2)]
    ledger = imported(KIND, ledger_of(*rows), actor=officer)
    first, second = Consultation.objects.order_by("pk")
    clerk = make_actor(role=Role.WINDOW_CLERK, unit=tree.county)
    matter = make_case(unit=tree.county).matter
    lead_to_application(consultation=second, matter=matter, number="1", actor=clerk, now=NOW)

    with pytest.raises(Refused) as refusal:
        ask_undo(ledger=ledger, note="传错了", actor=officer, now=NOW)

    assert refusal.value.reasons == ["“台账”第5行不能撤销：已转为法律援助申请。"]
    assert set(Consultation.objects.all()) == {first, second}


def test_only_who_writes_consultations_down_and_uses_ledgers_brings_them_in(tree, officer):
    with_kind = {r for r in set(Role) - {Role.WORKER} if _may(make_actor(role=r))}
    assert with_kind == {Role.LEGAL_HEAD, Role.LEGAL_OFFICER}
    ledger = checked(KIND, ledger_of(row(1, "2015-03-05", "甲", "来访", "工资")), actor=officer)
    ask_import(ledger=ledger, actor=officer, now=NOW)

    auditor = make_actor(role=Role.STATISTICIAN, unit=tree.county)
    assert import_ledger(ledger=ledger, actor=auditor, now=NOW) is False

    assert not Consultation.objects.exists()
    assert "不能导入这种台账" in Ledger.objects.get(pk=ledger.pk).fault


def _may(actor):
    return KIND in kinds_within(actor.capabilities) and actor.can("ledgers.use")


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("公司拖欠加班费", "wages"),
        ("单位要我加班怎么办", "hours"),
        ("没签合同要二倍工资", "contract"),
        ("怀孕被辞退", "protected"),
        ("押金", ""),
    ],
)
def test_what_is_asked_about_is_told_from_the_first_word_that_names_it(text, topic):
    assert topic_named_in(text) == topic


@pytest.mark.parametrize(
    "heads",
    [
        "编号 来访时间 来访人 电话 来访方式 工作单位 反映问题 处理情况 接访人",
        "日期 时间 来电人 来电号码 渠道 企业名称 咨询事项 解答情况 接听人",
    ],
)
def test_columns_of_other_ledgers_are_known(officer, heads):
    data = ["1", "2015-03-05", "甲", "13900000001", "来访", "厂", "问", "答", "乙"]

    ledger = kept(KIND, workbook([heads.split(), data]), actor=officer)

    meant = {text: name for _, text, name in ledger.layout[0]["headings"]}
    assert [meant[text] for text in heads.split()[2:]] == [
        "name", "phone", "channel", "employer_name",
        "topic" if "咨询事项" in heads else "question", "answer", "answered_by",
    ]  # fmt: skip
    assert "asked_on" in meant.values()
