"""The pages of a ledger, from the upload to the import: what they show, refuse and cost."""

import pytest
from django.urls import reverse

from gongyuan.lawyers.models import Lawyer
from gongyuan.ledgers.actions.importing import ask_import, import_ledger
from gongyuan.ledgers.choices import LedgerKind, RowOutcome, Standing
from gongyuan.ledgers.models import Ledger, LedgerHeadings, LedgerProgress
from gongyuan.people.choices import Role
from gongyuan.people.queries import actor_in
from tests.core.markup import Markup
from tests.ledgers.factories import checked, kept, ledger_records, upload, workbook
from tests.ledgers.test_in_one_go import licence
from tests.organisations.factories import make_tree
from tests.people.factories import NOW, make_post

pytestmark = pytest.mark.django_db
HEADING = ["姓名", "执业证号", "律所", "手机", "聘期起", "聘期止", "备注"]


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def post(client, tree, settings):
    settings.SECOND_FACTOR_COMPULSORY = False
    post = make_post(role=Role.LEGAL_OFFICER, unit=tree.county)
    client.force_login(post.user)
    return post


def rows(count, *, bad=()):
    for number in range(1, count + 1):
        number_text = f"9{number}" if number in bad else licence(number)
        yield [f"试律{number}", number_text, "试验律师事务所", "", "2026-01-01", "2026-12-31", ""]


def page(client, name, *arguments, **query):
    answer = client.get(reverse(name, args=arguments), query)
    assert answer.status_code == 200, (name, answer.status_code)
    text = answer.content.decode()
    assert Markup(text).faults() == []
    return text


def test_from_the_upload_to_the_import_without_javascript(client, tree, post):
    content = workbook([HEADING, *rows(12, bad={3, 5}), ["合计", "12"]])
    assert "律师和律所" in page(client, "ledger_home")
    page(client, "ledger_new", "lawyers")

    sent = client.post(reverse("ledger_new", args=["lawyers"]), {"file": upload(content)})
    ledger = Ledger.objects.get()
    assert sent.url == reverse("ledger_detail", args=[ledger.pk])
    assert client.get(sent.url).url == reverse("ledger_columns", args=[ledger.pk])
    columns = page(client, "ledger_columns", ledger.pk)
    assert '<option value="licence_number" selected>执业证号</option>' in columns
    assert licence(1) in columns

    said = {f"sheet0-column{index}": name for index, _, name in ledger.layout[0]["headings"]}
    sent = client.post(
        reverse("ledger_columns", args=[ledger.pk]), {"sheet0-is_used": "on", **said}
    )
    assert sent.status_code == 302
    detail = page(client, "ledger_detail", ledger.pk)
    assert "有要改的" in detail
    assert "合计行" in page(client, "ledger_rows", ledger.pk, "skipped")

    mending = page(client, "ledger_mending", ledger.pk)
    assert "B4：执业证号是17位数字，现在是2位。" in mending
    bad = list(ledger.rows.filter(outcome=RowOutcome.BAD))
    typed = {f"row{bad[0].position}-licence_number": "123", f"row{bad[0].position}-sent": "1"}
    typed |= {f"row{bad[0].position}-name": "试律3", f"row{bad[0].position}-firm": "试验律师事务所"}
    typed |= {f"row{bad[1].position}-is_left_out": "on", f"row{bad[1].position}-sent": "1"}
    sent = client.post(reverse("ledger_mending", args=[ledger.pk]), typed)
    # What was typed is kept, with what is wrong with it now.
    again = client.get(sent.url).content.decode()
    assert 'value="123"' in again
    assert "现在是3位" in again
    typed[f"row{bad[0].position}-licence_number"] = licence(3)
    sent = client.post(reverse("ledger_mending", args=[ledger.pk]), typed)
    assert sent.url == reverse("ledger_detail", args=[ledger.pk])
    assert "可以导入" in page(client, "ledger_detail", ledger.pk)
    assert "试律1" in page(client, "ledger_rows", ledger.pk, "new")

    client.post(reverse("ledger_import", args=[ledger.pk]))
    waiting = page(client, "ledger_detail", ledger.pk)
    assert "正在导入" in waiting
    assert 'hx-trigger="every 2s"' in waiting
    assert not Lawyer.objects.exists()
    import_ledger(ledger=ledger, actor=actor_in(post), now=NOW)
    assert "已导入" in page(client, "ledger_detail", ledger.pk)
    assert Lawyer.objects.count() == 11
    page(client, "ledger_undo", ledger.pk)
    client.post(reverse("ledger_undo", args=[ledger.pk]), {"note": "试一试"})
    assert "试一试" in page(client, "ledger_detail", ledger.pk)
    assert not Lawyer.objects.exists()


def test_how_far_the_job_has_come_is_shown_in_hundredths(client, post):
    ledger = checked(LedgerKind.LAWYERS, workbook([HEADING, *rows(2)]), actor=actor_in(post))
    ask_import(ledger=ledger, actor=actor_in(post), now=NOW)
    LedgerProgress.objects.filter(ledger=ledger).update(total=3000, checked=2000, written=1000)

    shown = page(client, "ledger_detail", ledger.pk)

    assert "50%" in shown
    assert "已写入 1,000" in shown


def test_columns_that_cannot_mean_this_are_refused_and_what_was_chosen_stays(client, post):
    ledger = kept(LedgerKind.LAWYERS, workbook([HEADING, *rows(2)]), actor=actor_in(post))
    url = reverse("ledger_columns", args=[ledger.pk])
    chosen = {"sheet0-is_used": "on", "sheet0-column0": "name", "sheet0-column6": "name"}

    answer = client.post(url, chosen)

    text = answer.content.decode()
    assert answer.status_code == 200
    assert "有两列认成了同一项" in text
    assert "还没有认出：执业证号、律师事务所" in text
    assert text.count('<option value="name" selected>') == 2
    assert "至少要有一张表" in client.post(url, {"sent": "1"}).content.decode()
    given = {"sheet0-is_used": "on", "sheet0-column0": "name", "sheet0-column1": "licence_number"}
    assert client.post(url, {**given, "all-firm": "试验律师事务所"}).status_code == 302
    ledger.refresh_from_db()
    assert ledger.standing == Standing.READY
    assert ledger.defaults == {"firm": "试验律师事务所"}
    # What was said is remembered for the next ledger of the unit.
    headings = dict(LedgerHeadings.objects.get().headings)
    assert headings["姓名"] == "name"
    again = kept(LedgerKind.LAWYERS, workbook([HEADING, *rows(2)]), actor=actor_in(post))
    assert dict(row[1:] for row in again.layout[0]["headings"])["执业证号"] == "licence_number"


@pytest.mark.parametrize("name", ["notes.bin", "台账.xlsx"])
def test_what_is_no_workbook_or_has_no_headings_says_so(client, post, name):
    content = b"a\x00c" if name == "notes.bin" else workbook([["甲", "乙"], [1, 2]])

    answer = client.post(
        reverse("ledger_new", args=["lawyers"]), {"file": upload(content, name)}, follow=True
    )

    assert answer.status_code == 200
    text = answer.content.decode()
    assert ("没有找到表头" in text) == (name == "台账.xlsx")
    assert ("请传 Excel 文件" in text) == (name == "notes.bin")


def test_a_ledger_is_the_own_units_and_of_the_kinds_the_post_may(client, tree, post):
    admin = make_post(role=Role.SYSTEM_ADMIN, unit=tree.county)
    own = ledger_records(post)["ledger_id"]
    staff = Ledger.objects.create(
        unit=tree.county, post=admin, kind=LedgerKind.STAFF, name="x", uploaded_at=NOW,
        uploaded_by="x",
    )  # fmt: skip
    below = ledger_records(make_post(role=Role.LEGAL_OFFICER, unit=tree.township))["ledger_id"]

    assert client.get(reverse("ledger_detail", args=[own])).status_code == 200
    for pk in (staff.pk, below):
        assert client.get(reverse("ledger_detail", args=[pk])).status_code == 404
    for kind in ("staff", "past_cases", "nothing"):
        assert client.get(reverse("ledger_new", args=[kind])).status_code == 404
        assert client.post(reverse("ledger_export_new", args=[kind])).status_code == 404
    client.force_login(make_post(role=Role.WINDOW_CLERK, unit=tree.county).user)
    assert client.get(reverse("ledger_home")).status_code == 403


@pytest.mark.parametrize("name", ["ledger_home", "ledger_mending", "ledger_rows", "ledger_detail"])
def test_a_page_costs_the_same_for_one_row_and_for_thirty(
    client, post, name, django_assert_max_num_queries
):
    def cost(count):
        content = workbook([HEADING, *rows(count + 2, bad=range(3, count + 3))])
        ledger = checked(LedgerKind.LAWYERS, content, actor=actor_in(post))
        if name == "ledger_home":
            for _ in range(count):
                ledger_records(post)
        arguments = {"ledger_home": [], "ledger_rows": [ledger.pk, "new"]}.get(name, [ledger.pk])
        with django_assert_max_num_queries(14) as found:
            page(client, name, *arguments)
        return len(found)

    cost(1)
    assert cost(1) == cost(30)


def test_bad_rows_come_in_pages_and_the_next_is_reached(client, post):
    content = workbook([HEADING, *rows(25, bad=range(1, 26))])
    ledger = checked(LedgerKind.LAWYERS, content, actor=actor_in(post))

    first = page(client, "ledger_mending", ledger.pk)

    assert first.count("<legend>") == 20
    assert "after=20" in first
    assert page(client, "ledger_mending", ledger.pk, after="20").count("<legend>") == 5
    assert page(client, "ledger_mending", ledger.pk, after="x").count("<legend>") == 20


def test_the_template_has_the_headings_that_are_proposed_again(client, post):
    answer = client.get(reverse("ledger_template", args=["lawyers"]))

    ledger = kept(LedgerKind.LAWYERS, answer.content, actor=actor_in(post))

    names = [name for _, _, name in ledger.layout[0]["headings"]]
    assert names[:3] == ["name", "licence_number", "firm"]
    assert all(names)
