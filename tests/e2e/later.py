"""Records of a city's team and network in the states they come to later: those of tests/world.py
stand at their beginning, where much of a page is not there yet."""

from datetime import date, timedelta
from typing import Any

from gongyuan.lawyers.actions.online import admit_online
from gongyuan.lawyers.choices import NominationState, NoticeWay, RoundState
from gongyuan.lawyers.models import NoticeObjection, OnlineRegistration
from gongyuan.panel.actions.removal import object_to_removal
from gongyuan.people.actions.account_requests import refuse_request
from gongyuan.people.actions.merges import confirm_merge
from gongyuan.people.choices import Role
from gongyuan.people.models import Post
from tests.lawyers.factories import make_lawyer, make_nomination, make_round, make_standard
from tests.panel.factories import NOW, City, acting, make_city, member, proposed
from tests.panel.test_appraisals import judged
from tests.panel.test_conduct import decide
from tests.people.factories import make_actor, make_merge, make_request

#: The pages that show more, or ask something else, when it has come so far.
PAGES = frozenset(
    {
        "conduct_detail",
        "conduct_step",
        "conduct_decision",
        "appraisal_detail",
        "appraisal_decision",
        "round_detail",
        "nomination_detail",
        "online_detail",
        "merge_detail",
        "merge_undoing",
        "account_request_detail",
    }
)
#: Which of the steps of a page is asked for, the first that it has.
STEPS = ("hear", "remove", "improve")


def later_records() -> tuple[Post, dict[str, Any]]:
    """A head of a city, and what parts of addresses mean there."""
    city = make_city()
    nomination = _in_notice(city)
    merge = make_merge(unit=city.unit)
    confirm_merge(row=merge, actor=city.head, now=NOW)
    asked = make_request(unit=city.unit)
    admin = make_actor(role=Role.SYSTEM_ADMIN, unit=city.unit)
    refuse_request(row=asked, note="岗位已经有人。", actor=admin, now=NOW)
    known = {
        "step": STEPS,
        "conduct_id": _under_review(city),
        "appraisal_id": judged(city, member(city)).pk,
        "round_id": nomination.round_id,
        "nomination_id": nomination.pk,
        "registration_id": _online(city),
        "merge_id": merge.pk,
        "request_id": asked.pk,
    }
    return Post.objects.select_related("user").get(pk=city.other_head.post_id), known


def _under_review(city: City) -> int:
    """A removal with notice, statement, proposal and decision, against which the lawyer objects."""
    term = member(city)
    conduct = proposed(city, term)
    decide(city, conduct)
    object_to_removal(conduct=conduct, note="处分已经撤销。", actor=acting(term), now=NOW)
    return int(conduct.pk)


def _in_notice(city: City) -> Any:
    """A candidate in public notice, against whom something was said."""
    day = date(2026, 6, 2)
    shown = {"notice_from": day, "notice_until": day + timedelta(days=7)}
    round = make_round(unit=city.unit, state=RoundState.ANNOUNCED, **shown)
    nomination = make_nomination(round=round, county=city.county, state=NominationState.IN_NOTICE)
    NoticeObjection.objects.create(
        nomination=nomination, way=NoticeWay.WRITTEN, received_on=day, text="正在受调查"
    )
    return nomination


def _online(city: City) -> int:
    """A lawyer who serves online."""
    row = OnlineRegistration.objects.create(
        lawyer=make_lawyer(unit=city.unit),
        unit=city.unit,
        standard=make_standard(unit=city.unit),
        accepted_at=NOW,
        applied_at=NOW,
        hours={"1": [["09:00", "11:00"]]},
    )
    checked = {"identity_checked": True, "licence_checked": True}
    admit_online(registration=row, **checked, actor=city.officer, now=NOW)
    return int(row.pk)
