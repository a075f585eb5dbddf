"""Firms, lawyers and their terms for tests; nobody real."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from gongyuan.lawyers.choices import (
    EngagementKind,
    NominationState,
    NominationWay,
    NoticeWay,
    OpinionStep,
    RoundState,
)
from gongyuan.lawyers.models import (
    ContactPoint,
    Firm,
    FirmContact,
    FirmEngagement,
    Improvement,
    Lawyer,
    Nomination,
    NominationOpinion,
    NoticeObjection,
    OnlineRegistration,
    PanelTerm,
    RecruitmentRound,
    ServiceStandard,
)
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.choices import Role
from gongyuan.people.models import Employer
from gongyuan.people.queries import actor_of
from tests.organisations.factories import make_unit
from tests.people.factories import make_post, make_user

_serial = count(1)
TODAY = date(2026, 6, 1)
NOW = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)


def make_firm(**values: Any) -> Firm:
    values.setdefault("name", f"试验第{next(_serial)}律师事务所")
    return Firm.objects.create(**values)


def make_lawyer(
    *, unit: Unit | None = None, has_term: bool = True, has_account: bool = True, **values: Any
) -> Lawyer:
    """A lawyer with an account, a post and a running term in `unit` unless told otherwise."""
    number = next(_serial)
    name = values.setdefault("name", f"试律师{number}")
    unit = unit or make_unit()
    if has_account and "user" not in values:
        values["user"] = make_user(name=name)
        make_post(role=Role.LAWYER, unit=unit, user=values["user"])
    if "firm" not in values:
        values["firm"] = make_firm()
    values.setdefault("licence_number", f"1990120{number:010d}")
    lawyer = Lawyer.objects.create(**values)
    if has_term:
        make_term(lawyer=lawyer, unit=unit)
    return lawyer


def make_term(
    *, lawyer: Lawyer | None = None, unit: Unit | None = None, **values: Any
) -> PanelTerm:
    """An appointment that outlives every test unless told otherwise."""
    unit = unit or make_unit()
    lawyer = lawyer or make_lawyer(unit=unit, has_term=False)
    values.setdefault("starts_on", date(2020, 1, 1))
    values.setdefault("ends_on", date(2099, 12, 31))
    return PanelTerm.objects.create(lawyer=lawyer, unit=unit, unit_path=unit.path, **values)


def make_engagement(*, firm: Firm, employer: Employer, **values: Any) -> FirmEngagement:
    """A firm as an employer's legal counsel since 2025 unless told otherwise."""
    values.setdefault("kind", EngagementKind.COUNSEL)
    values.setdefault("starts_on", date(2025, 1, 1))
    return FirmEngagement.objects.create(firm=firm, employer=employer, **values)


def lawyer_actor(lawyer: Lawyer, *, today: date = TODAY) -> Actor:
    """The lawyer as the one who acts."""
    assert lawyer.user is not None
    return actor_of(lawyer.user, post_id=None, today=today)


def make_round(*, unit: Unit | None = None, **values: Any) -> RecruitmentRound:
    """A round that takes nominations through May for terms from 1 July, called unless told."""
    unit = unit or make_unit()
    values.setdefault("year", 2026)
    values.setdefault("title", f"第{next(_serial)}次招募")
    values.setdefault("state", RoundState.CALLED)
    values.setdefault("quota", 60)
    values.setdefault("call", "自愿参加，为职工服务。")
    values.setdefault("opens_on", date(2026, 5, 1))
    values.setdefault("closes_on", date(2026, 6, 1))
    values.setdefault("serves_from", date(2026, 7, 1))
    return RecruitmentRound.objects.create(unit=unit, unit_path=unit.path, **values)


def make_nomination(
    *, round: RecruitmentRound | None = None, county: Unit | None = None, **values: Any
) -> Nomination:
    """A lawyer put forward in a round, at the county's step unless told otherwise."""
    round = round or make_round()
    county = county or round.unit
    number = next(_serial)
    if "firm" not in values:
        values["firm"] = make_firm()
    values.setdefault("name", f"试人选{number}")
    values.setdefault("licence_number", f"1990120{number:010d}")
    values.setdefault("state", NominationState.AT_COUNTY)
    values.setdefault("way", NominationWay.SELF_NAMED)
    return Nomination.objects.create(
        round=round,
        county=county,
        county_path=county.path,
        handed_in_at=NOW,
        handed_in_by="试验",
        consented_at=NOW,
        **values,
    )


def make_contact(firm: Firm, *, unit: Unit) -> Actor:
    """Somebody who acts for a firm, with a post in a unit."""
    post = make_post(role=Role.LAW_FIRM_CONTACT, unit=unit)
    FirmContact.objects.create(firm=firm, user=post.user, starts_on=date(2020, 1, 1))
    return actor_of(post.user, post_id=post.pk, today=TODAY)


def make_standard(*, unit: Unit, **values: Any) -> ServiceStandard:
    """The first version of a union's standard of online service, in force since 2020."""
    values.setdefault("version", 1)
    values.setdefault("title", "网上服务标准")
    values.setdefault("text", "文明用语，当日答复。")
    values.setdefault("effective_on", date(2020, 1, 1))
    return ServiceStandard.objects.create(unit=unit, **values)


def team_records(unit: Unit, lawyer: Lawyer) -> dict[str, int]:
    """One of everything of a unit's team that has an address; the lawyer is its member."""
    term = lawyer.terms.get()
    round = make_round(unit=unit, state=RoundState.PREPARED)
    nomination = make_nomination(round=round, firm=lawyer.firm, lawyer=lawyer)
    registration = OnlineRegistration.objects.create(
        lawyer=lawyer,
        unit=unit,
        standard=make_standard(unit=unit),
        accepted_at=NOW,
        applied_at=NOW,
        hours={"1": [["09:00", "11:00"]]},
    )
    return {
        "term_id": term.pk,
        "round_id": round.pk,
        "nomination_id": nomination.pk,
        "opinion_id": NominationOpinion.objects.create(
            nomination=nomination,
            step=OpinionStep.FIRM,
            is_in_favour=True,
            text="同意",
            given_at=NOW,
            given_by="试验",
        ).pk,
        "objection_id": NoticeObjection.objects.create(
            nomination=nomination, way=NoticeWay.WRITTEN, received_on=TODAY, text="有意见"
        ).pk,
        "improvement_id": Improvement.objects.create(
            term=term, text="请改进", issued_on=TODAY, due_on=TODAY
        ).pk,
        "point_id": ContactPoint.objects.create(
            lawyer=lawyer, unit=unit, unit_path=unit.path, starts_on=date(2021, 1, 1)
        ).pk,
        "registration_id": registration.pk,
    }
