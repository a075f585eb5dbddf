"""Peer review: who may score, what comes of the scores, who reads what."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import docx
import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, transaction
from django.urls import reverse

from gongyuan.cases.models import Assignment
from gongyuan.core import files
from gongyuan.core.events import events_of
from gongyuan.core.refusals import Refused
from gongyuan.lawyers.models import LawyerMark
from gongyuan.people.choices import Role
from gongyuan.quality.actions import reviews as actions
from gongyuan.quality.models import CaseReview, ReviewSheet, ReviewStandard
from gongyuan.quality.queries import reviews as queries
from gongyuan.quality.rules import review as rules
from gongyuan.quality.rules.review import Item, Line
from tests.core.markup import Markup
from tests.lawyers.factories import lawyer_actor, make_engagement, make_firm, make_lawyer
from tests.organisations.factories import make_tree
from tests.people.factories import make_actor, make_post
from tests.quality.factories import DRAWN_AT, asked, drawn_review, scored, standard
from tests.world import _paper

pytestmark = pytest.mark.django_db
ITEMS = (Item(code="item_1", label="取证", points=60), Item(code="item_2", label="通报", points=40))


@pytest.fixture(autouse=True)
def _stored_in_the_test(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }


@pytest.fixture
def tree():
    return make_tree()


def fresh(review):
    return CaseReview.objects.get(pk=review.pk)


def officer_of(review):
    return make_actor(role=Role.LEGAL_OFFICER, unit=review.unit)


def reviewed(tree, *points, **values):
    """A review scored by as many as there are pairs of points."""
    review = drawn_review(unit=tree.county, **values)
    for first, second in points:
        scored(asked(review), first, second)
    return fresh(review)


# --- the rules -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("totals", "points"),
    [
        ([80, 90], "85.0"),
        ([80, 81], "80.5"),
        ([60, 90, 85], "87.5"),
        ([60, 90, 62], "61.0"),
        ([60, 80, 70], "75.0"),
    ],
)
def test_the_result_is_the_mean_of_the_two_nearest(totals, points):
    assert rules.result_points(totals) == Decimal(points)


def test_a_third_is_wanted_above_the_difference_only_and_never_without_one():
    assert not rules.needs_third([80, 70], 10)
    assert rules.needs_third([80, 69], 10)
    assert not rules.needs_third([100, 0], None)
    assert not rules.needs_third([80], 0)


def test_the_grade_is_that_of_the_highest_line_reached_and_none_without_lines():
    lines = (Line(label="良", least=80), Line(label="差", least=0))

    assert rules.grade_of(Decimal("80.0"), lines) == "良"
    assert rules.grade_of(Decimal("79.5"), lines) == "差"
    assert rules.grade_of(Decimal("100"), ()) == ""


BAD_SHEETS = [
    ({"items": ()}, "items"),
    ({"items": (ITEMS[0], ITEMS[0])}, "items"),
    ({"items": (Item(code="a", label="取证", points=0),)}, "items"),
    ({"items": (Item(code="a", label="取证", points=101),)}, "items"),
    ({"lines": (Line(label="良", least=80),)}, "lines"),
    ({"lines": (Line(label="良", least=101), Line(label="差", least=0))}, "lines"),
    ({"lines": (Line(label="良", least=0), Line(label="差", least=0))}, "lines"),
    ({"source": " "}, "source"),
]


@pytest.mark.parametrize(("values", "field"), BAD_SHEETS)
def test_a_score_sheet_that_cannot_be_is_refused_beside_the_field(tree, values, field):
    with pytest.raises(Refused) as refused:
        standard(unit=tree.county, **values)

    assert refused.value.field == field
    assert not ReviewStandard.objects.exists()


def test_the_nearest_and_latest_sheet_holds_and_none_is_ever_changed(tree):
    upper = standard(unit=tree.province, title="省")
    assert queries.standard_for(tree.county) == upper
    standard(unit=tree.county, title="旧")
    newest = standard(unit=tree.county, title="新")
    standard(unit=tree.other_county, title="别人的")

    assert queries.standard_for(tree.county) == newest
    assert queries.standard_for(tree.township) == newest
    assert queries.standard_for(tree.prefecture) == upper
    with pytest.raises(ProgrammingError), transaction.atomic():
        ReviewStandard.objects.update(title="改")


def test_the_suggestion_gives_no_grades_and_says_that_it_is_not_verified():
    known = queries.suggested_sheet()

    assert "待核" in known["source"]
    assert set(known) == {"source", "items"}
    assert sum(item["points"] for item in known["items"]) == 100


# --- who may score -------------------------------------------------------------------------------


def test_who_had_the_case_or_is_of_the_firm_or_serves_the_employer_may_not(tree):
    firm = make_firm()
    own = make_lawyer(unit=tree.county, firm=firm)
    review = drawn_review(unit=tree.county, lawyer=own)
    before = make_lawyer(unit=tree.county)
    Assignment.objects.create(
        case=review.case,
        lawyer=before,
        offered_at=DRAWN_AT,
        offered_by="试经办",
        ended_at=DRAWN_AT,
        end_kind="declined",
    )
    counsel = make_lawyer(unit=tree.county)
    make_engagement(firm=counsel.firm, employer=review.case.employer)

    for lawyer, sentence in (
        (own, "办过这个案件"),
        (make_lawyer(unit=tree.county, firm=firm), "同在一个律师事务所"),
        (before, "办过这个案件"),
        (make_lawyer(unit=tree.county, firm=before.firm), "同在一个律师事务所"),
        (counsel, "为对方单位服务"),
        (make_lawyer(unit=tree.county, has_account=False), "没有账号"),
        (make_lawyer(unit=tree.stranger), "本级或者上级聘任"),
    ):
        with pytest.raises(Refused, match=sentence) as refused:
            asked(review, lawyer)
        assert refused.value.field == "lawyer"
    assert not review.sheets.exists()


def test_two_score_and_no_more_and_nobody_twice(tree):
    review = drawn_review(unit=tree.county)
    first = make_lawyer(unit=tree.county)
    asked(review, first)

    with pytest.raises(Refused, match="已经是这个案件的评估人"):
        asked(review, first)
    asked(review)
    with pytest.raises(Refused, match="已经够了"):
        asked(review)


def test_a_difference_above_the_line_calls_a_third_and_then_the_result_stands(tree):
    review = reviewed(tree, (60, 30), (40, 30))
    assert (review.points, review.scored_at) == (None, None)

    scored(asked(review), 55, 30)

    review = fresh(review)
    assert (review.points, review.grade) == (Decimal("87.5"), "良")
    with pytest.raises(Refused, match="已经够了"):
        asked(review)


def test_without_lines_there_is_a_result_and_no_grade(tree):
    review = reviewed(tree, (60, 40), (0, 0), lines=(), difference=None)

    assert (review.points, review.grade) == (Decimal("50.0"), "")


def test_at_the_line_of_difference_no_third_is_called(tree):
    review = reviewed(tree, (60, 30), (50, 30))

    assert (review.points, review.grade) == (Decimal("85.0"), "良")


# --- scoring -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scores", "field"),
    [
        ({"item_1": 61, "item_2": 1}, "item_1"),
        ({"item_1": -1, "item_2": 1}, "item_1"),
        ({"item_1": 60}, "item_2"),
        ({"item_1": 60, "item_2": None}, "item_2"),
    ],
)
def test_points_beyond_an_item_are_refused_beside_it(tree, scores, field):
    sheet = asked(drawn_review(unit=tree.county))

    with pytest.raises(Refused) as refused:
        actions.submit_sheet(
            sheet=sheet,
            scores=scores,
            opinion="好",
            actor=lawyer_actor(sheet.reviewer),
            now=DRAWN_AT,
        )
    assert refused.value.field == field


def test_a_sheet_is_handed_in_once_with_an_opinion_by_its_reviewer_alone(tree):
    review = drawn_review(unit=tree.county)
    sheet, other = asked(review), asked(review)
    known = {"scores": {"item_1": 1, "item_2": 1}, "now": DRAWN_AT}

    with pytest.raises(Refused, match="评语"):
        actions.submit_sheet(sheet=sheet, opinion=" ", actor=lawyer_actor(sheet.reviewer), **known)
    with pytest.raises(ReviewSheet.DoesNotExist):
        actions.submit_sheet(sheet=sheet, opinion="好", actor=lawyer_actor(other.reviewer), **known)
    scored(sheet)
    with pytest.raises(Refused, match="已经提交过"):
        scored(sheet, 0, 0)
    sheet.refresh_from_db()
    assert sheet.total == 80


def test_nobody_reads_the_others_scores_before_both_are_in(client, tree):
    review = drawn_review(unit=tree.county)
    first, second = asked(review), asked(review)
    scored(first, 57, 31)
    client.force_login(make_post(role=Role.LEGAL_OFFICER, unit=tree.county).user)
    page = reverse("review_detail", args=[review.pk])

    before = client.get(page).content.decode()
    scored(second, 58, 32)
    after = client.get(page).content.decode()

    assert "<dd>57</dd>" not in before
    assert "互不影响" in before
    assert "<dd>57</dd>" in after
    assert Markup(after).faults() == []
    client.force_login(second.reviewer.user)
    assert client.get(reverse("review_sheet", args=[first.pk])).status_code == 404


# --- the result ----------------------------------------------------------------------------------


def test_the_result_is_served_once_with_the_sheet_and_marked_on_the_lawyer(client, tree):
    review = reviewed(tree, (50, 30), (52, 30))
    names = [row.reviewer.name for row in review.sheets.all()]

    done = actions.serve_review(review=review, actor=officer_of(review), now=DRAWN_AT)
    with pytest.raises(Refused, match="已经送达"):
        actions.serve_review(review=review, actor=officer_of(review), now=DRAWN_AT)

    assert done.served_on == date(2026, 6, 8)
    mark = LawyerMark.objects.get(lawyer=review.lawyer)
    assert mark.text == f"{review.case.number}，81.0分，良"
    document = done.documents.get()
    opened = docx.Document(BytesIO(files.read(document.file)))
    words = "\n".join(p.text for p in opened.paragraphs) + "\n".join(
        c.text for t in opened.tables for row in t.rows for c in row.cells
    )
    for word in ("81.0", "良", "取证", "50、52", "取证扎实", review.case.number):
        assert word in words, word
    paper = review.case.papers.get(catalogue_code="27")
    assert paper.is_inner
    client.force_login(review.lawyer.user)
    page = client.get(reverse("review_result", args=[review.pk])).content.decode()
    assert "81.0" in page
    assert client.get(reverse("review_document", args=[review.pk])).status_code == 200
    for name in names:
        assert name not in page
        assert name not in words


def test_before_it_is_served_the_lawyer_sees_nothing_of_it(client, tree):
    review = reviewed(tree, (50, 30), (52, 30))
    client.force_login(review.lawyer.user)

    assert client.get(reverse("review_result", args=[review.pk])).status_code == 404
    assert client.get(reverse("review_document", args=[review.pk])).status_code == 404
    assert review.case.number not in client.get(reverse("quality_mine")).content.decode()


def test_what_is_not_scored_is_not_served(tree):
    review = drawn_review(unit=tree.county)

    with pytest.raises(Refused, match="还没有评完"):
        actions.serve_review(review=review, actor=officer_of(review), now=DRAWN_AT)


def test_exactly_who_arranges_sees_reviews_and_only_the_own_unit_acts(tree):
    review = drawn_review(unit=tree.county)
    scorer = asked(review).reviewer

    def seen(actor):
        return set(CaseReview.objects.visible_to(actor))

    for role in (Role.LEGAL_OFFICER, Role.LEGAL_HEAD):
        assert seen(make_actor(role=role, unit=tree.county)) == {review}
        assert seen(make_actor(role=role, unit=tree.prefecture)) == {review}
        assert seen(make_actor(role=role, unit=tree.other_county)) == set()
    for role in (Role.WINDOW_CLERK, Role.AUDITOR, Role.HOTLINE_AGENT, Role.STATISTICIAN):
        assert seen(make_actor(role=role, unit=tree.county)) == set()
    assert seen(lawyer_actor(scorer)) == set()
    upper = make_actor(role=Role.LEGAL_HEAD, unit=tree.prefecture)
    with pytest.raises(CaseReview.DoesNotExist):
        actions.serve_review(review=review, actor=upper, now=DRAWN_AT)
    clerk = make_actor(role=Role.WINDOW_CLERK, unit=tree.county)
    with pytest.raises(PermissionDenied):
        actions.serve_review(review=review, actor=clerk, now=DRAWN_AT)


# --- pages ---------------------------------------------------------------------------------------


def test_a_reviewer_reads_the_file_on_record_scores_and_then_sees_no_more(client, tree):
    review = drawn_review(unit=tree.county)
    first, second = asked(review), asked(review)
    paper = _paper(review.case)
    inner = _paper(review.case)
    type(inner).objects.filter(pk=inner.pk).update(is_inner=True, title="审批表")
    client.force_login(first.reviewer.user)
    page, address = reverse("quality_mine"), reverse("review_sheet", args=[first.pk])

    assert review.case.number in client.get(page).content.decode()
    shown = client.get(address).content.decode()
    assert "工资条" in shown
    assert "审批表" not in shown
    assert Markup(shown).faults() == []
    opened = client.get(reverse("review_paper", args=[first.pk, paper.pk]))
    assert opened.status_code == 200
    assert client.get(reverse("review_paper", args=[first.pk, inner.pk])).status_code == 404
    assert events_of(review.case).filter(code="cases.case.opened_file").count() == 1
    wrong = client.post(address, {"item_1": "61", "item_2": "x", "opinion": "好"}).content.decode()
    assert 'id="id_item_1_error"' in wrong
    assert 'id="id_item_2_error"' in wrong
    answer = client.post(address, {"item_1": "50", "item_2": "30", "opinion": "好"})
    assert answer["Location"] == page
    scored(second)
    actions.serve_review(review=fresh(review), actor=officer_of(review), now=DRAWN_AT)
    assert client.get(address).status_code == 404
    assert client.get(reverse("review_paper", args=[first.pk, paper.pk])).status_code == 404


def test_the_page_offers_only_those_free_of_the_case_and_says_why_others_are_not(client, tree):
    firm = make_firm()
    review = drawn_review(unit=tree.county, lawyer=make_lawyer(unit=tree.county, firm=firm))
    partner = make_lawyer(unit=tree.county, firm=firm)
    free = make_lawyer(unit=tree.county)
    client.force_login(make_post(role=Role.LEGAL_OFFICER, unit=tree.county).user)
    address = reverse("review_reviewer", args=[review.pk])

    page = client.get(address).content.decode()
    wrong = client.post(address, {"lawyer": partner.pk}).content.decode()
    client.post(address, {"lawyer": free.pk})

    assert f'<option value="{free.pk}"' in page
    assert f'<option value="{partner.pk}"' not in page
    assert "同在一个律师事务所" in page
    assert 'id="id_lawyer_error"' in wrong
    assert review.sheets.get().reviewer == free


def test_the_whole_way_on_the_pages_to_the_case_page_and_the_figures(client, tree):
    review = reviewed(tree, (50, 30), (52, 30))
    client.force_login(make_post(role=Role.LEGAL_HEAD, unit=tree.county).user)

    client.post(reverse("review_service", args=[review.pk]), {})

    assert fresh(review).served_at is not None
    case_page = client.get(reverse("case_detail", args=[review.case_id])).content.decode()
    assert "81.0 分" in case_page
    home = client.get(reverse("quality_home"))
    cells = [c for row in home.context["rows"] for c in row["cells"] if "reviews" in c["url"]]
    assert len(cells) == 1
    assert client.get(cells[0]["url"]).context["page"].paginator.count == cells[0]["count"] == 1


def test_an_office_sets_its_sheet_line_by_line(client, tree):
    client.force_login(make_post(role=Role.LEGAL_OFFICER, unit=tree.county).user)
    typed = {
        "title": "2026 年标准",
        "source": "2026 年第 3 次部务会",
        "items": "取证 60\n通报：40分",
        "lines": "优秀 90\n合格 60\n不合格 0",
        "difference": "15",
    }

    wrong = client.post(reverse("standard_new"), typed | {"items": "取证"}).content.decode()
    client.post(reverse("standard_new"), typed)

    assert "没有写分值" in wrong
    row = ReviewStandard.objects.get()
    assert [item["points"] for item in row.items] == [60, 40]
    assert [line["label"] for line in row.lines] == ["优秀", "合格", "不合格"]
    assert row.difference == 15
