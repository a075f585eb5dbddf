"""Packs and revisions of unions for tests: any part of them can be named, the rest is invented."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from gongyuan.organisations.models import Unit
from gongyuan.policy.models import PackRevision
from gongyuan.policy.queries.revisions import typed_text

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
_serial = count(1)

PACK = """\
format: 1
pack: {pack_id}
version: {version}
title: 试验工会法律援助意见
short: 试工发〔2027〕{version}号
number: 试工发〔2027〕{version}号
issuer: 试验总工会
region: "{region}"
effective_from: {effective_from}
effective_to: null

clauses:
  - {{id: t1, place: 第一条, confidence: F, summary: 农民工请求支付劳动报酬的，当日审查。}}

rules:
  tracks:
    own_track:
      when: {{is_migrant: true}}
      reason: 农民工的申请，快速办理。
      deadline_set: normal
      priority: 1
      clauses: [t1]
{more}"""


def pack_of(
    *,
    region: str,
    pack_id: str = "test-2027",
    version: int = 1,
    effective_from: str = "2090-01-01",
    more: str = "",
) -> str:
    """The text of a small pack; `more` are lines below its rules."""
    return PACK.format(
        region=region, pack_id=pack_id, version=version, effective_from=effective_from, more=more
    )


def make_revision(*, unit: Unit, **more: Any) -> PackRevision:
    """A draft of a union, written by nobody in particular."""
    pack_id = more.pop("pack_id", f"test-{next(_serial)}")
    version = more.pop("version", 1)
    region = more.pop("region_code", unit.region_code[:6])
    source = typed_text(more.pop("text", pack_of(region=region, pack_id=pack_id, version=version)))
    values = {
        "title": "试验工会法律援助意见",
        "effective_from": date(2090, 1, 1),
        "edited_at": NOW,
        "edited_by": "起草人",
        "edited_by_user_id": 0,
        **more,
    }
    return PackRevision.objects.create(
        unit_id=unit.pk,
        unit_name=unit.name,
        unit_path=unit.path,
        pack_id=pack_id,
        version=version,
        region_code=region,
        text=source.text,
        sha256=source.sha256,
        **values,
    )
