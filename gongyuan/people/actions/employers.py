"""Entering employers into the register: one code once, one name once, whatever it was before."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from gongyuan.core.events import record_event
from gongyuan.core.prepared import Prepared
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.law.identity import normalised_code
from gongyuan.people import rules
from gongyuan.people.actions.registration import (
    employer_values,
    employer_words,
    refuse_employer,
)
from gongyuan.people.actor import Actor
from gongyuan.people.details import EmployerDetails
from gongyuan.people.models import Employer, EmployerAlias

EMPLOYER_EMPTIES = ("uscc", "industry", "region_code", "address", "legal_representative", "phone")


@transaction.atomic
def find_or_register_employer(
    *, employer: EmployerDetails, actor: Actor, now: datetime
) -> Employer:
    """Return the employer of this credit code, or of this very name, entered now if unknown.

    Refuses, beside the field, a code that fails GB 32100, a telephone that is none, and a known
    code told with another name by the public; staff is told the registered name. What the register
    lacks is filled in, what it has stays.
    """
    return enter_employer(employer=employer, actor=actor, now=now)


def enter_employer(*, employer: EmployerDetails, actor: Actor, now: datetime) -> Employer:
    """The same within the transaction of a caller, which a refusal ends as a whole."""
    refuse_employer(employer)
    known = _known_employer(employer)
    if known is None:
        try:
            with transaction.atomic():
                known = Employer.objects.create(
                    **employer_values(employer), search=employer_words(employer.name)
                )
        except IntegrityError:
            known = _known_employer(employer)
            if known is None:
                raise
        else:
            record_event(known, "people.employer.register", actor=actor, now=now)
            return known
    _refuse_other_employer(known, employer, actor)
    _fill_employer(known, employer, actor, now)
    return known


@transaction.atomic
def add_alias(
    *, employer: Employer, name: str, source: str, actor: Actor, now: datetime
) -> EmployerAlias:
    """Note another name an employer is known by, so that it is found and matched by it.

    The same name twice is one. Refuses an empty name, the name it bears, one that another employer
    bears, and an empty source.
    """
    employer = (
        Employer.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=employer.pk)
    )
    name = name.strip()
    refuse_if(rules.name_obstacles(name, longest=rules.LONGEST_EMPLOYER_NAME), field="name")
    refuse_if([] if source.strip() else ["来源要填写。"], field="source")
    if name == employer.name:
        raise Refused("这就是登记的名称。", field="name")
    if Employer.objects.current().filter(name=name).exists():
        raise Refused("已有单位登记这个名称。是同一个单位的，请到“查重”里提议合并。", field="name")
    alias, is_new = EmployerAlias.objects.get_or_create(
        employer=employer,
        name=name,
        defaults={
            "source": source.strip()[:100],
            "added_at": now,
            "added_by": actor.name,
            "search": employer_words(name),
        },
    )
    if is_new:
        data = {"name": name}
        record_event(employer, "people.employer.add_alias", actor=actor, now=now, data=data)
    return alias


def _known_employer(employer: EmployerDetails) -> Employer | None:
    locked = Employer.objects.select_for_update(of=("self",))
    code = normalised_code(employer.uscc)
    name = employer.name.strip()
    if code:
        by_code = locked.filter(uscc=code).first()
        # A name told earlier without the code is the same employer, now with its code.
        bare = locked.filter(merged_into=None, uscc=None, name=name)
        return by_code or bare.order_by("pk").first()
    same = OF_NAME.rows(name=name)
    return same[0] if same else _known_by_alias(name)


def _known_by_alias(name: str) -> Employer | None:
    """The one employer also known by this name; none where two are."""
    rows = OF_ALIAS.rows(name=name)
    return rows[0] if len(rows) == 1 else None


def _of_name(name: str) -> QuerySet[Employer]:
    locked = Employer.objects.select_for_update(of=("self",))
    return locked.filter(merged_into=None, name=name).order_by("uscc", "pk")[:1]


def _of_alias(name: str) -> QuerySet[Employer]:
    known = EmployerAlias.objects.filter(name=name).values("employer")
    locked = Employer.objects.select_for_update(of=("self",))
    return locked.filter(merged_into=None, pk__in=known).order_by("pk")[:2]


#: Asked with every application; a name is never empty here.
OF_NAME, OF_ALIAS = Prepared(_of_name, name=str), Prepared(_of_alias, name=str)


def _refuse_other_employer(known: Employer, employer: EmployerDetails, actor: Actor) -> None:
    told = employer.name.strip()
    if known.name == told or known.aliases.filter(name=told).exists():
        return
    if actor.unit_id is None:
        raise Refused(
            "单位名称和统一社会信用代码对不上，请核对，不清楚代码的可以不填。", field="uscc"
        )
    raise Refused(
        f"这个统一社会信用代码已经登记为“{known.name}”，与所填“{told}”不同。"
        "单位改过名的先改单位信息，代码写错的改代码。",
        field="uscc",
    )


def _fill_employer(known: Employer, employer: EmployerDetails, actor: Actor, now: datetime) -> None:
    values = employer_values(employer)
    fields = (*EMPLOYER_EMPTIES, "size")
    changed = [f for f in fields if getattr(known, f) in ("", None) and values[f]]
    if changed:
        for field in changed:
            setattr(known, field, values[field])
        known.save(update_fields=changed)
        record_event(
            known, "people.employer.edit", actor=actor, now=now, data={"fields": sorted(changed)}
        )
