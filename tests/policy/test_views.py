"""Pages of policy: what is read, simulated, typed, approved."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongyuan.people.choices import Role
from gongyuan.policy import registry
from gongyuan.policy.choices import RevisionState
from gongyuan.policy.models import DecisionRecord, PackRevision
from tests.core.markup import Markup
from tests.organisations.factories import make_tree, make_unit
from tests.people.factories import make_post
from tests.policy.factories import make_revision, pack_of

pytestmark = pytest.mark.django_db
MIGRANT = {
    "region": "410481",
    "date": "2026-03-02",
    "applicant_kind": "worker",
    "matter_scope": "labour_dispute",
    "aid_form": "arbitration",
    "claims": ["unpaid_wages"],
    "is_migrant": "yes",
    "workers": "12",
}


@pytest.fixture
def tree(settings):
    settings.SECOND_FACTOR_COMPULSORY = False
    return make_tree()


@pytest.fixture(autouse=True)
def shipped_packs_afterwards():
    yield
    registry.reload_packs()


@pytest.fixture
def sign_in(client, tree):
    """Sign in with a role in a unit of the tree (the province unless told otherwise)."""

    def do(role=Role.LEGAL_OFFICER, unit=None):
        post = make_post(role=role, unit=unit or tree.province)
        client.force_login(post.user, backend=settings.AUTHENTICATION_BACKENDS[0])
        return post

    return do


def page(client, name, *args, **query) -> str:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    html = answer.content.decode()
    assert Markup(html).faults() == []
    return html


def test_the_list_shows_the_packs_of_the_own_place_first(client, sign_in):
    unit = make_unit(level="county", region_code="410481", name="舞钢市总工会")
    sign_in(role=Role.WINDOW_CLERK, unit=unit)

    html = page(client, "policy_packs")

    own, others = html.split("其他地区和其他时间的")
    assert own.index("平工文〔2016〕28号") < own.index("豫工文〔2020〕40号")
    assert own.index("豫工文〔2020〕40号") < own.index("豫工办〔2015〕28号")
    assert own.index("豫工办〔2015〕28号") < own.index("总工发〔2008〕52号")
    assert "苏工发[2012]8号" in others
    assert "苏工发[2012]8号" not in own
    assert "起草" not in own


def test_a_pack_shows_each_clause_beside_its_rules_and_marks_what_was_not_read(client, sign_in):
    sign_in(role=Role.LAWYER)

    html = page(client, "policy_pack", "national-2008", 1)

    row = html.split('id="clause-u10.2"')[1].split("</tr>")[0]
    assert "工会法律援助办法第十条第二款" in row
    assert "exemptions.migrant_wage" in row
    assert "待核" not in row
    unread = html.split('id="clause-u13"')[1].split("</tr>")[0]
    assert "待核" in unread
    assert "供阅读，不参与判断" in unread


@pytest.mark.parametrize(("pack", "version"), [("no-such", 1), ("henan-2015", 9)])
def test_a_pack_that_does_not_exist_is_not_found(client, sign_in, pack, version):
    sign_in()

    assert client.get(reverse("policy_pack", args=[pack, version])).status_code == 404


def test_two_packs_are_laid_side_by_side(client, sign_in):
    sign_in()

    html = page(client, "policy_differences", left="henan-2015@1", right="jiangsu-2012@1")
    wrong = page(client, "policy_differences", left="henan-2015@7", right="jiangsu-2012@1")

    assert "tracks.same_day_migrant" in html
    assert "苏工发[2012]8号第11项" in html
    assert "差别" not in wrong


def test_the_simulator_begins_with_the_units_place_and_today(client, sign_in):
    unit = make_unit(level="county", region_code="410481")
    sign_in(role=Role.WINDOW_CLERK, unit=unit)

    html = page(client, "policy_simulator")

    assert 'name="region" value="410481"' in html
    assert 'name="date" value="20' in html
    assert "系统建议" not in html


def test_the_simulator_answers_as_the_packs_do_and_keeps_nothing(client, sign_in):
    sign_in(role=Role.WINDOW_CLERK)

    html = page(client, "policy_simulator", **MIGRANT)

    told = html.split('id="told"')[1]
    assert "系统建议：给予援助，农民工请求支付劳动报酬，快速通道" in told
    assert "农民工申请支付劳动报酬，免除经济困难审查。" in told
    assert "/policy/packs/henan-2015/1/#clause-h2.3.exempt" in told
    assert "身份证、工作证" in told
    assert "当日" in told
    assert "2026-03-02" in told
    assert "集体讨论" in told
    assert "审查人员、机构负责人" in told
    assert "平工文〔2016〕28号" in told
    assert not DecisionRecord.objects.exists()


def test_what_is_left_open_in_the_simulator_is_asked_and_none_is_not_open(client, sign_in):
    sign_in()

    known = {**MIGRANT, "claims": ["economic_compensation"], "is_migrant": "no"}
    is_open = page(client, "policy_simulator", **known)
    none = page(client, "policy_simulator", **known, hardship_grounds=["none"])

    assert "是否有经济困难的情形" in is_open.split("还要弄清")[1]
    assert "是否有经济困难的情形" not in none.split("还要弄清")[1].split("</ul>")[0]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"region": "41"}, "不是6位、9位或者12位的区划代码"),
        ({"region": ""}, "这一项还没有填"),
        ({"date": "2026-02-30"}, "没有这一天"),
        ({"date": "1995-01-01"}, "没有对 410481 生效的政策包"),
        ({"workers": "0"}, "大于或等于"),
        ({"aid_form": "prayer"}, "prayer"),
        ({"claims": ["gold"]}, "gold"),
    ],
)
def test_a_wrong_fact_is_told_beside_its_field_and_what_was_typed_stays(
    client, sign_in, wrong, told
):
    sign_in()

    html = page(client, "policy_simulator", **{**MIGRANT, **wrong})

    assert told in html
    assert "系统建议" not in html
    assert '<option value="yes" selected>是</option>' in html


def test_an_officer_drafts_and_submits_and_the_head_approves(
    client, sign_in, django_capture_on_commit_callbacks
):
    sign_in()
    text = pack_of(region="990000").replace("\n", "\r\n")

    saved = client.post(reverse("policy_revision_new"), {"text": text, "save": "1"}, follow=True)
    revision = PackRevision.objects.get()
    assert "已保存" in saved.content.decode()
    assert "\r" not in revision.text
    html = page(client, "policy_revision", revision.pk)
    assert "提交批准" in html
    assert "新的政策包" in html
    client.post(reverse("policy_revision_submission", args=[revision.pk]))
    blocked = page(client, "policy_revision", revision.pk)
    assert f'action="{reverse("policy_revision_approval", args=[revision.pk])}"' not in blocked
    sign_in(role=Role.LEGAL_HEAD)
    assert "待批准" in page(client, "policy_packs")
    assert "批准" in page(client, "policy_revision", revision.pk)
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post(
            reverse("policy_revision_approval", args=[revision.pk]),
            {"seen": revision.sha256},
            follow=True,
        )

    assert "已批准，2090-01-01起生效。" in done.content.decode()
    assert PackRevision.objects.get().state == RevisionState.APPROVED
    assert "未到生效日" in page(client, "policy_pack", "test-2027", 1)
    assert "试工发〔2027〕1号" in page(client, "policy_packs")


def test_a_faulty_text_keeps_what_was_typed_and_names_every_place(client, sign_in):
    sign_in()
    text = pack_of(region="990000").replace("[t1]", "[t9]").replace("is_migrant", "is_tall")

    for button in ("save", "check"):
        answer = client.post(reverse("policy_revision_new"), {"text": text, button: "1"})
        html = answer.content.decode()

        assert answer.status_code == 200
        assert Markup(html).faults() == []
        assert "rules.tracks.own_track.clauses.0：引用了不存在的条款：t9。" in html
        assert "rules.tracks.own_track.when.is_tall：没有这一项事实。" in html
        assert "is_tall: true" in html
    assert not PackRevision.objects.exists()


def test_checking_a_right_text_says_so_and_saves_nothing(client, sign_in):
    sign_in()

    answer = client.post(
        reverse("policy_revision_new"), {"text": pack_of(region="990000"), "check": "1"}
    )

    assert "没有发现错误" in answer.content.decode()
    assert not PackRevision.objects.exists()


def test_a_file_goes_before_what_was_typed(client, sign_in):
    sign_in()
    file = SimpleUploadedFile("pack.yaml", pack_of(region="990000").encode("utf-8-sig"))

    client.post(reverse("policy_revision_new"), {"text": "x", "file": file, "save": "1"})

    assert PackRevision.objects.get().pack_id == "test-2027"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("标题".encode("gbk"), "文件不是 UTF-8 编码。"),
        (b"a" * 200_001, "文件过大"),
        (b"a: \x00", "不能识别的字符"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(client, sign_in, content, told):
    sign_in()
    file = SimpleUploadedFile("pack.yaml", content)

    answer = client.post(reverse("policy_revision_new"), {"file": file, "save": "1"})

    assert told in answer.content.decode()
    assert not PackRevision.objects.exists()


def test_nothing_typed_is_told(client, sign_in):
    sign_in()

    for button in ("save", "check"):
        answer = client.post(reverse("policy_revision_new"), {"text": " ", button: "1"})
        assert "请粘贴政策包的内容" in answer.content.decode()


def test_a_new_version_begins_with_the_text_in_force_and_the_next_number(client, sign_in):
    province = make_unit(level="province", region_code="410000")
    sign_in(unit=province)

    assert "以此起草新版本" in page(client, "policy_pack", "henan-2015", 1)
    assert "以此起草新版本" not in page(client, "policy_pack", "jiangsu-2012", 1)
    html = page(client, "policy_revision_new", pack="henan-2015", version="1")

    assert "pack: henan-2015\nversion: 2\n" in html


def test_a_revision_shows_what_it_changes(client, sign_in):
    province = make_unit(level="province", region_code="410000")
    sign_in(unit=province)
    text = registry.current_packs().named("henan-2015")[0].source.text
    text = text.replace("version: 1", "version: 2").replace("2015-11-10", "2090-01-01")
    text = text.replace("    oversight: {label: 重点督办, clauses: [h2.3.major]}\n", "")
    client.post(reverse("policy_revision_new"), {"text": text, "save": "1"})

    html = page(client, "policy_revision", PackRevision.objects.get().pk)

    changes = html.split("与上一版的差别")[1].split("条款和用到它的规则")[0]
    assert "measures.oversight" in changes
    assert "2015-11-10" in changes
    assert "h2.3.exempt" not in changes
    assert reverse("case_policy_comparison") in changes


def test_a_refused_verb_is_told_on_the_page(client, sign_in, tree):
    revision = make_revision(unit=tree.province, state="submitted", submitted_by_user_id=0)
    head = sign_in(role=Role.LEGAL_HEAD)
    PackRevision.objects.filter(pk=revision.pk).update(edited_by_user_id=head.user_id)

    answer = client.post(
        reverse("policy_revision_approval", args=[revision.pk]), {"seen": revision.sha256}
    )

    assert answer.status_code == 200
    assert "由另一人批准" in answer.content.decode()
    assert PackRevision.objects.get().state == RevisionState.SUBMITTED


@pytest.mark.parametrize("name", ["policy_revision_return", "policy_revision_discard"])
def test_giving_back_or_up_needs_a_reason(client, sign_in, tree, name):
    state = "submitted" if name.endswith("return") else "draft"
    revision = make_revision(unit=tree.province, state=state)
    sign_in(role=Role.LEGAL_HEAD)

    empty = client.post(reverse(name, args=[revision.pk]), {"note": ""})
    before = PackRevision.objects.get().state
    given = client.post(reverse(name, args=[revision.pk]), {"note": "要改"}, follow=True)

    assert empty.status_code == 200
    assert before == state
    assert PackRevision.objects.get().state != state
    assert "要改" in given.content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.LEGAL_OFFICER, 200),
        (Role.LEGAL_HEAD, 200),
        (Role.WINDOW_CLERK, 403),
        (Role.LAWYER, 403),
        (Role.SYSTEM_ADMIN, 403),
        (Role.AUDITOR, 403),
    ],
)
def test_who_may_draft(client, sign_in, role, status):
    sign_in(role=role)

    assert client.get(reverse("policy_revision_new")).status_code == status


def test_a_superior_reads_a_draft_below_and_gets_no_button(client, sign_in, tree):
    revision = make_revision(unit=tree.county)
    sign_in(role=Role.LEGAL_HEAD)

    html = page(client, "policy_revision", revision.pk)

    assert "由起草单位办理" in html
    assert reverse("policy_revision_submission", args=[revision.pk]) not in html
    url = reverse("policy_revision_submission", args=[revision.pk])
    assert client.post(url).status_code == 404


@pytest.mark.parametrize(
    ("name", "args", "query"),
    [
        ("policy_packs", [], {}),
        ("policy_pack", ["henan-2015", 1], {}),
        ("policy_simulator", [], MIGRANT),
        ("policy_differences", [], {"left": "henan-2015@1", "right": "jilin-2015@1"}),
    ],
)
def test_a_page_costs_the_same_with_one_revision_and_with_five(
    client, sign_in, tree, name, args, query
):
    sign_in(role=Role.LEGAL_HEAD)
    make_revision(unit=tree.province)
    url = reverse(name, args=args)
    client.get(url, query)
    cost = count_of(client, url, query)
    for _ in range(4):
        make_revision(unit=tree.province)

    assert count_of(client, url, query) == cost <= 10


def count_of(client, url, query) -> int:
    with CaptureQueriesContext(connection) as seen:
        client.get(url, query)
    return len(seen)
