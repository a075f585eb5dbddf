from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from gongyuan.cases.models import Case
from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.quality.details import NewDraw
from gongyuan.quality.models import CaseReview, ReviewStandard, SampleDraw, SampleMember
from gongyuan.quality.queries import samples as queries
from gongyuan.quality.queries.lawyers import last_lawyer
from gongyuan.quality.queries.reviews import standard_for
from gongyuan.quality.rules import sample as rules

AT_ONCE = 1000


@transaction.atomic
def draw_sample(*, draw: NewDraw, actor: Actor, now: datetime) -> SampleDraw:
    """Draw the cases of a period for review, once, and record all that is needed to repeat it.

    The population are the cases closed with a result in the period, less those excluded, each with
    its reason. Refuses a period that is not over, or was drawn from before by the same office; a
    seed, size or share that cannot be; an exclusion of a case that is not there or without a
    reason; a population of nothing; and an office without a score sheet.
    """
    if not actor.can(Capability.REVIEWS_MANAGE):
        raise PermissionDenied(Capability.REVIEWS_MANAGE)
    # One draw at a time in an office: two at once would both find the period free.
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=actor.unit_id or 0)
    _refuse_impossible(draw, unit, actor, now)
    standard = standard_for(unit)
    if standard is None:
        raise Refused("本单位和上级都还没有确定评估标准，请先确定。")
    found = queries.population(draw.covered_unit, draw.period_from, draw.period_to)
    # Of thousands of cases their numbers are drawn; what else a case holds is long.
    cases = list(found.only("application_number", "case_number"))
    reasons = _exclusions(draw, cases)
    taken = [one for one in cases if one.pk not in reasons]
    if not taken:
        raise Refused("这段时间没有可以抽的案件。", field="period_to")
    ranked = rules.ranked(
        draw.seed.strip(), [rules.Candidate(record_id=c.pk, number=c.number) for c in taken]
    )
    row = _recorded(draw, unit, standard, len(cases), [one.candidate.number for one in ranked])
    row.drawn_at, row.drawn_by = now, actor.signature
    row.save(force_insert=True)
    _keep_members(row, ranked, cases, reasons)
    record_event(row, "quality.sampledraw.draw", actor=actor, now=now, data={"title": row.seed})
    return row


def _recorded(
    draw: NewDraw, unit: Unit, standard: ReviewStandard, population: int, numbers: list[str]
) -> SampleDraw:
    """The draw as it is kept; `numbers` are those of the population that were not excluded."""
    wanted = rules.sample_size(len(numbers), size=draw.size, share_percent=draw.share_percent)
    return SampleDraw(
        unit=unit,
        unit_path=unit.path,
        covered_unit=draw.covered_unit,
        standard=standard,
        period_from=draw.period_from,
        period_to=draw.period_to,
        seed=draw.seed.strip(),
        method=rules.METHOD,
        size=draw.size,
        share_percent=draw.share_percent,
        population_count=population,
        excluded_count=population - len(numbers),
        drawn_count=wanted,
        population_sha256=rules.population_digest(numbers),
    )


def _refuse_impossible(draw: NewDraw, unit: Unit, actor: Actor, now: datetime) -> None:
    obstacles = rules.draw_obstacles(
        first=draw.period_from,
        last=draw.period_to,
        seed=draw.seed,
        size=draw.size,
        share_percent=draw.share_percent,
        today=timezone.localdate(now),
    )
    for field, sentence in obstacles.items():
        raise Refused(sentence, field=field)
    if not Unit.objects.visible_to(actor).filter(pk=draw.covered_unit.pk).exists():
        raise Refused("只能抽本级和下级的案件。", field="covered_unit")
    earlier = queries.earlier_periods(unit, draw.covered_unit)
    refuse_if(
        rules.overlap_obstacles(draw.period_from, draw.period_to, earlier), field="period_from"
    )


def _exclusions(draw: NewDraw, cases: list[Case]) -> dict[int, str]:
    """Reasons by case: those the product finds, and those the office gives by case number."""
    by_number: dict[str, list[Case]] = {}
    for case in cases:
        by_number.setdefault(case.number, []).append(case)
    found = queries.left_out(
        queries.population(draw.covered_unit, draw.period_from, draw.period_to)
    )
    for number, reason in draw.excluded.items():
        if number not in by_number:
            raise Refused(f"这段时间没有结案的“{number}”。", field="excluded")
        if not reason.strip():
            raise Refused(f"请写明为什么排除“{number}”。", field="excluded")
        found |= {case.pk: reason.strip()[:200] for case in by_number[number]}
    return found


def _keep_members(
    draw: SampleDraw, found: list[rules.Ranked], cases: list[Case], reasons: dict[int, str]
) -> None:
    members = [
        SampleMember(
            draw=draw,
            case_id=one.candidate.record_id,
            number=one.candidate.number,
            digest=one.digest,
            place=one.place,
            is_drawn=one.place <= draw.drawn_count,
        )
        for one in found
    ]
    members += [
        SampleMember(
            draw=draw, case=case, number=case.number, is_drawn=False, exclusion=reasons[case.pk]
        )
        for case in cases
        if case.pk in reasons
    ]
    SampleMember.objects.bulk_create(members, batch_size=AT_ONCE)
    by_id = {case.pk: case for case in cases}
    drawn = [by_id[member.case_id] for member in members if member.is_drawn]
    CaseReview.objects.bulk_create(
        [
            CaseReview(
                unit=draw.unit,
                unit_path=draw.unit_path,
                draw=draw,
                case=case,
                lawyer=last_lawyer(case),
            )
            for case in drawn
        ],
        batch_size=AT_ONCE,
    )
