"""Cases, proceedings and returns for the table, each with only what the table looks at."""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from uuid import uuid4

from django.utils import timezone

from gongyuan.cases.choices import CaseState, Source, StageKind, StageResult
from gongyuan.cases.models import Case, Stage
from gongyuan.consultations.choices import Channel, ConsultationState, Topic
from gongyuan.consultations.models import Consultation
from gongyuan.matters.models import Matter
from gongyuan.organisations.choices import InstitutionForm, UnitLevel
from gongyuan.organisations.models import Unit
from gongyuan.people.choices import Employment, Role
from gongyuan.people.models import Employer
from gongyuan.policy.choices import AidForm, ApplicantKind, MatterScope
from gongyuan.reporting.choices import COLUMNS, INDICATORS, ReturnState
from gongyuan.reporting.models import ManualFigure, Return
from gongyuan.reporting.rules import columns_of, entry_parts, stored_figures
from tests.lawyers.factories import make_firm, make_lawyer, make_term
from tests.organisations.factories import make_institution, make_unit
from tests.people.factories import make_employer, make_post, make_user

_serial = count(1)
YEAR = 2014
#: A day of the year of the paper form, in the middle of it.
MIDYEAR = datetime(YEAR, 6, 1, 2, 0, tzinfo=UTC)
NOW = datetime(2015, 5, 20, 2, 0, tzinfo=UTC)
TODAY = date(2015, 5, 20)


def make_case(
    *,
    unit: Unit,
    aid_form: str = AidForm.ARBITRATION,
    applied_at: datetime = MIDYEAR,
    employer: Employer | None = None,
    **values,
) -> Case:
    """A submitted case of a unit; `values` are columns of Case."""
    number = next(_serial)
    employer = employer or make_employer()
    matter = Matter.objects.create(
        code=f"T{number:08d}",
        unit=unit,
        unit_path=unit.path,
        employer=employer,
        opened_at=applied_at,
    )
    return Case.objects.create(
        unit=unit,
        unit_path=unit.path,
        matter=matter,
        employer=employer,
        aid_form=aid_form,
        applied_at=applied_at,
        **{
            "source": Source.WINDOW,
            "application_number": f"试工援申〔{YEAR}〕{number}号",
            "applicant_kind": ApplicantKind.WORKER,
            "matter_scope": MatterScope.LABOUR_DISPUTE,
            "applicant_label": "测试职工",
            "facts_text": "测试",
            "submission_key": uuid4(),
            **values,
        },
    )


def make_question(
    *, unit: Unit, asked_at: datetime = MIDYEAR, answer: str = "", **values
) -> Consultation:
    """A consultation of a unit, answered on the spot or waiting; `values` are columns."""
    day = timezone.localdate(asked_at)
    told = {"answer": answer, "answered_at": asked_at, "answered_on": day} if answer else {}
    return Consultation.objects.create(
        unit=unit,
        unit_path=unit.path,
        asked_at=asked_at,
        asked_on=day,
        **{
            "state": ConsultationState.ANSWERED if answer else ConsultationState.TO_ANSWER,
            "channel": Channel.WINDOW,
            "topic": Topic.WAGES,
            "question": "测试",
            "submission_key": uuid4(),
            "registered_at": asked_at,
            "registered_by": "测试",
            **told,
            **values,
        },
    )


def make_stage(*, case: Case, kind: str, filed_on: date) -> Stage:
    """A proceeding that has ended, so that a case may have several."""
    return Stage.objects.create(
        case=case,
        unit_path=case.unit_path,
        kind=kind,
        filed_on=filed_on,
        concluded_on=filed_on + timedelta(days=30),
        result=StageResult.WITHDRAWN,
    )


def make_return(*, unit: Unit, year: int = YEAR, state: str = ReturnState.SUBMITTED) -> Return:
    """A return in any state, without figures."""
    return Return.objects.create(
        unit=unit,
        unit_path=unit.path,
        year=year,
        state=state,
        submitted_at=NOW if state in (ReturnState.SUBMITTED, ReturnState.ACCEPTED) else None,
        accepted_at=NOW if state == ReturnState.ACCEPTED else None,
    )


def enter(unit_return: Return, **figures: str) -> None:
    """Figures of the unit's own column as a person types them: `subsidy="1"`."""
    for code, typed in figures.items():
        _enter(unit_return, code, unit_return.unit.level, "", typed)


def _enter(unit_return: Return, code: str, level: str, part: str, typed: str) -> None:
    indicator = next(row for row in INDICATORS if row.code == code)
    is_own = level == unit_return.unit.level
    for stored, value in stored_figures(indicator, Decimal(typed), part, is_own=is_own).items():
        if value is not None:
            ManualFigure.objects.create(
                unit_return=unit_return,
                indicator=code,
                level=level,
                part=stored,
                value=value,
                entered_at=NOW,
                entered_by="测试",
            )


def make_province(chance: random.Random) -> list[Unit]:
    """A province with unions of every level, some led from unusual places; the province first."""
    province = make_unit(level=UnitLevel.PROVINCE)
    units = [province]
    for _ in range(2):
        prefecture = make_unit(level=UnitLevel.PREFECTURE, parent=province)
        units += [prefecture, make_unit(level=UnitLevel.PREFECTURE, parent=prefecture)]
        for _ in range(2):
            county = make_unit(level=UnitLevel.COUNTY, parent=prefecture)
            townships = [
                make_unit(level=UnitLevel.TOWNSHIP, parent=county)
                for _ in range(chance.randint(1, 3))
            ]
            units += [county, *townships, make_unit(level=UnitLevel.PRIMARY, parent=townships[0])]
    units.append(make_unit(level=UnitLevel.COUNTY, parent=province))
    return units


def fill_at_random(units: list[Unit], chance: random.Random) -> None:
    """Records of every kind around the ends of the year, in units drawn by `chance`."""
    for _ in range(60):
        _institution(chance.choice(units), chance)
        _person(units, chance)
        _lawyer(units, chance)
        _case(chance.choice(units), chance)
        _question(chance.choice(units), chance)
    for unit in units:
        if chance.random() < 0.8:
            _return(unit, chance)


def _day(chance: random.Random) -> date:
    """A day near an end of the year more often than not."""
    ends = [date(YEAR, 1, 1), date(YEAR, 12, 31)]
    near = chance.choice(ends) + timedelta(days=chance.randint(-2, 2))
    return chance.choice([near, near, date(YEAR, 1, 1) + timedelta(days=chance.randint(-400, 700))])


def _institution(unit: Unit, chance: random.Random) -> None:
    opened, other = sorted([_day(chance), _day(chance)])
    make_institution(
        unit=unit,
        form=chance.choice(InstitutionForm.values),
        opened_on=opened,
        closed_on=chance.choice([None, None, other]),
    )


def _person(units: list[Unit], chance: random.Random) -> None:
    user = make_user()
    for role in chance.sample(Role.values[:8], chance.randint(1, 3)):
        starts, other = sorted([_day(chance), _day(chance)])
        make_post(
            user=user,
            unit=chance.choice(units),
            role=role,
            employment=chance.choice(Employment.values),
            starts_on=starts,
            ends_on=chance.choice([None, None, other]),
        )


def _lawyer(units: list[Unit], chance: random.Random) -> None:
    lawyer = make_lawyer(unit=units[0], has_term=False, has_account=False, firm=make_firm())
    for unit in chance.sample(units, chance.randint(1, 3)):
        starts, ends = sorted([_day(chance), _day(chance)])
        make_term(
            lawyer=lawyer,
            unit=unit,
            starts_on=starts,
            ends_on=ends,
            suspended_on=chance.choice([None, None, _day(chance)]),
        )


def _case(unit: Unit, chance: random.Random) -> None:
    minutes = chance.randint(0, 24 * 60 - 1)
    case = make_case(
        unit=unit,
        aid_form=chance.choice(AidForm.values),
        applied_at=timezone.make_aware(datetime.combine(_day(chance), datetime.min.time()), UTC)
        + timedelta(minutes=minutes),
        state=chance.choice([CaseState.SUBMITTED, CaseState.SUBMITTED, CaseState.TRANSFERRED]),
    )
    for _ in range(chance.randint(0, 4)):
        make_stage(case=case, kind=chance.choice(StageKind.values), filed_on=_day(chance))


def _question(unit: Unit, chance: random.Random) -> None:
    begin = timezone.make_aware(datetime.combine(_day(chance), datetime.min.time()), UTC)
    state = chance.choice([*ConsultationState.values, ConsultationState.ANSWERED])
    if state == ConsultationState.IN_HAND:
        state = ConsultationState.TO_ANSWER
    make_question(
        unit=unit,
        asked_at=begin + timedelta(minutes=chance.randint(0, 24 * 60 - 1)),
        answer="测试" if state == ConsultationState.ANSWERED else "",
        state=state,
        matter=chance.choice([None, *Matter.objects.filter(unit=unit).order_by("pk")]),
        set_aside_why="测试" if state == ConsultationState.SET_ASIDE else "",
    )


def _return(unit: Unit, chance: random.Random) -> None:
    filed = make_return(
        unit=unit,
        year=chance.choice([YEAR, YEAR, YEAR, YEAR - 1]),
        state=chance.choice(ReturnState.values),
    )
    for indicator in (row for row in INDICATORS if row.is_entered):
        for level in columns_of(unit.level):
            assert level in COLUMNS
            is_own = level == unit.level
            for part in entry_parts(indicator, is_own=is_own):
                if chance.random() < 0.7:
                    most = 2 if indicator.code == "subsidy" and is_own else 900
                    _enter(filed, indicator.code, level, part, str(chance.randint(1, most)))
