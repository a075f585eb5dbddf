from datetime import date, datetime

from django.db import transaction

from gongyuan.core.actor import Actor
from gongyuan.core.refusals import Refused
from gongyuan.policy import rules
from gongyuan.policy.facts import ApplicationFacts
from gongyuan.policy.models import DecisionRecord, PackVersion
from gongyuan.policy.pack import PackSet
from gongyuan.policy.registry import current_packs
from gongyuan.policy.resolution import MissingRule, Resolved, resolve


@transaction.atomic
def record_decision(
    *,
    facts: ApplicationFacts,
    region_code: str,
    on: date,
    actor: Actor,
    now: datetime,
    packs: PackSet | None = None,
) -> DecisionRecord:
    """Store what the packs in force at a place on a day decide for these facts.

    `region_code` is the handling unit's GB/T 2260 code, `on` the day whose rules hold (that of
    the application). The texts of the packs that took part are kept, so that the answer can be
    replayed after the files changed. Refuses a place or day without any pack in force.
    """
    chosen = current_packs() if packs is None else packs
    resolved = _resolved(chosen, region_code, on)
    result = rules.evaluate(facts, resolved).to_json()
    _keep_texts(chosen, resolved, now)
    return DecisionRecord.objects.create(
        region_code=region_code,
        on=on,
        facts=facts.to_json(),
        result=result,
        packs=[pack.to_json() for pack in resolved.packs],
        decided_at=now,
        decided_by_user_id=actor.user_id,
        decided_by_post_id=actor.post_id,
    )


def _resolved(packs: PackSet, region_code: str, on: date) -> Resolved:
    try:
        return resolve(packs, region_code, on)
    except (MissingRule, ValueError) as error:
        raise Refused(str(error)) from error


def _keep_texts(packs: PackSet, resolved: Resolved, now: datetime) -> None:
    used = {ref.sha256 for ref in resolved.packs}
    kept = PackVersion.objects.filter(sha256__in=used).values_list("sha256", flat=True)
    wanted = used - set(kept)
    # Two first users at once write the same text; the second finds it there.
    PackVersion.objects.bulk_create(
        [
            PackVersion(
                pack_id=pack.id,
                version=pack.version,
                name=pack.source.name,
                sha256=pack.source.sha256,
                text=pack.source.text,
                first_used_at=now,
            )
            for pack in packs.packs
            if pack.source.sha256 in wanted
        ],
        ignore_conflicts=True,
    )
