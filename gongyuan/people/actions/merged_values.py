"""Which values a merged entry holds: what was chosen, what only one had, and how it was before."""

import json
from datetime import date, datetime
from typing import Any

from gongyuan.people.actions.registration import employer_words
from gongyuan.people.actor import Actor
from gongyuan.people.choices import MergeOf
from gongyuan.people.models import Employer, EmployerAlias, Merge, Worker

#: A field of the page and the columns that go with it.
OF_WORKER = {
    "name": ("name", "pinyin", "initials"),
    "phone": ("phone", "phone_index", "phone_tail_index"),
    "address": ("address",),
    "ethnic_group": ("ethnic_group",),
    "language": ("language",),
    "household": ("household",),
    "contact_note": ("contact_note",),
    "is_union_member": ("is_union_member",),
}
OF_EMPLOYER = {
    "name": ("name", "pinyin", "initials"),
    "industry": ("industry",),
    "region_code": ("region_code",),
    "address": ("address",),
    "legal_representative": ("legal_representative",),
    "phone": ("phone",),
    "size": ("size",),
}
FIELDS: dict[str, dict[str, tuple[str, ...]]] = {
    MergeOf.WORKER: OF_WORKER,
    MergeOf.EMPLOYER: OF_EMPLOYER,
}
#: The number goes with whoever is kept; the entry that is absorbed gives it up.
NUMBER = {
    MergeOf.WORKER: ("identity_number", "identity_index", "sex", "birth_date"),
    MergeOf.EMPLOYER: ("uscc",),
}
GIVEN_UP = {"identity_number": "", "identity_index": None, "uscc": None}


def unknown_fields(of: str, taken: list[str]) -> list[str]:
    """Why these cannot be the fields to take over."""
    return [f"没有“{name}”这一栏。" for name in taken if name not in FIELDS[of]]


def unite(kept: Any, absorbed: Any, row: Merge, *, actor: Actor, now: datetime) -> str:
    """Write the united values to the entry that is kept; return what both held before, as text.

    Chosen fields come from the absorbed entry, as do those the kept one lacks. Groups are added up.
    An employer's other name becomes an alias.
    """
    columns = _columns(kept, absorbed, row)
    united = {name: getattr(absorbed, name) for name in columns} | _added_up(kept, absorbed)
    given_up = {name: GIVEN_UP[name] for name in columns if name in GIVEN_UP}
    before = {
        "kept": {name: getattr(kept, name) for name in united},
        "absorbed": {name: getattr(absorbed, name) for name in given_up},
        "written": united,
    }
    other_name = kept.name if "name" in united else absorbed.name
    _write(absorbed, given_up)
    _write(kept, united)
    if isinstance(kept, Employer):
        _alias(kept, other_name, row, actor, now)
    return json.dumps(before, default=_plain)


def part(kept: Any, absorbed: Any, row: Merge) -> None:
    """Give both entries what they held before; a value changed since the merge stays."""
    if not row.before:
        return
    found = json.loads(row.before, object_hook=_typed)
    untouched = {
        name: value
        for name, value in found["kept"].items()
        if _same(getattr(kept, name), found["written"][name])
    }
    numbers = [name for name in found["absorbed"] if name in untouched]
    _write(kept, untouched)
    _write(absorbed, {name: found["absorbed"][name] for name in numbers})


def _columns(kept: Any, absorbed: Any, row: Merge) -> list[str]:
    of = MergeOf(row.of)
    chosen: list[str] = []
    for field, columns in FIELDS[of].items():
        is_lacking = getattr(kept, field) in ("", None)
        if field in row.taken or (is_lacking and getattr(absorbed, field) not in ("", None)):
            chosen += columns
    has_number = bool(getattr(absorbed, NUMBER[of][0]))
    return [*chosen, *(NUMBER[of] if has_number else ())]


def _added_up(kept: Any, absorbed: Any) -> dict[str, Any]:
    if not isinstance(kept, Worker):
        return {}
    groups = sorted({*kept.special_groups, *absorbed.special_groups})
    found: dict[str, Any] = {}
    if groups != kept.special_groups:
        found["special_groups"] = groups
    if absorbed.is_migrant and not kept.is_migrant:
        found["is_migrant"] = True
    if not kept.birth_date and absorbed.birth_date:
        found["birth_date"] = absorbed.birth_date
    if not kept.sex and absorbed.sex:
        found["sex"] = absorbed.sex
    return found


def _write(record: Any, values: dict[str, Any]) -> None:
    if not values:
        return
    for name, value in values.items():
        setattr(record, name, value)
    more = []
    if isinstance(record, Employer) and "name" in values:
        record.search = employer_words(record.name)  # type: ignore[assignment] # an expression
        more = ["search"]
    record.save(update_fields=[*values, *more])


def _alias(kept: Employer, name: str, row: Merge, actor: Actor, now: datetime) -> None:
    if name == kept.name:
        return
    EmployerAlias.objects.get_or_create(
        employer=kept,
        name=name,
        defaults={
            "source": "合并登记",
            "merge_id": row.pk,
            "added_at": now,
            "added_by": actor.name,
            "search": employer_words(name),
        },
    )


def _plain(value: Any) -> dict[str, str]:
    if isinstance(value, bytes | memoryview):
        return {"bytes": bytes(value).hex()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    raise TypeError(type(value).__name__)


def _typed(value: dict[str, Any]) -> Any:
    if value.keys() == {"bytes"}:
        return bytes.fromhex(value["bytes"])
    if value.keys() == {"date"}:
        return date.fromisoformat(value["date"])
    return value


def _same(one: Any, other: Any) -> bool:
    return (bytes(one) if isinstance(one, memoryview) else one) == other
