"""What a calculator asks, read from its input: one description for form, help and reading.

Everything comes from the pydantic model (titles, descriptions, units, choices), so that a new
calculator has its page without a line here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from annotated_types import MaxLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from gongyuan.law.calculation import UNIT_LABELS

#: Rows of a list that stand empty at first, and how many each press of the button adds.
EMPTY_ROWS = 3
MOST_ROWS = 60
#: Beside the offered regions stands a code typed by hand.
CODE = "code"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One thing asked: `kind` is yuan, number, whole, day, yes_no, choice, region, text,
    rows (a list, `columns` wide) or group (a model of its own)."""

    name: str
    title: str
    help: str = ""
    kind: str
    unit: str = ""
    is_required: bool = True
    default: Any = None
    choices: tuple[tuple[str, str], ...] = ()
    columns: tuple["Asked", ...] = ()
    #: Whether the rows of a list are single values, not objects.
    is_plain: bool = False
    most: int = MOST_ROWS


def asked_of(model: type[BaseModel]) -> tuple[Asked, ...]:
    """Everything an input asks, in the order of its fields."""
    return tuple(_asked(name, info) for name, info in model.model_fields.items())


@dataclass(frozen=True)
class _Type:
    """A field's type without what is wrapped around it."""

    of: Any
    is_optional: bool
    extra: Mapping[str, Any]
    title: str
    help: str
    marks: tuple[Any, ...]


def _asked(name: str, info: FieldInfo) -> Asked:
    found = _unwrapped(info.annotation, tuple(info.metadata))
    extra = {**found.extra, **_extra(info)}
    default = None if info.is_required() else info.get_default(call_default_factory=True)
    kind = _kind(found.of, extra)
    length = next((mark.max_length for mark in found.marks if isinstance(mark, MaxLen)), MOST_ROWS)
    return Asked(
        name=name,
        title=info.title or found.title or name,
        help=info.description or found.help,
        kind=kind,
        unit="" if kind in ("day", "region") else UNIT_LABELS.get(str(extra.get("unit", "")), ""),
        is_required=info.is_required(),
        default=default,
        choices=_choices(found.of, kind, may_be_unknown=found.is_optional),
        columns=_columns(found.of, kind),
        is_plain=kind == "rows" and not _is_model(_item(found.of)),
        most=min(length, MOST_ROWS),
    )


def _unwrapped(kind: Any, marks: tuple[Any, ...] = ()) -> _Type:
    """Take Annotated and `| None` off a type, keeping what they say."""
    extra: dict[str, Any] = {}
    optional, title, told = False, "", ""
    while True:
        origin, arguments = get_origin(kind), get_args(kind)
        if origin is Annotated:
            for mark in arguments[1:]:
                if isinstance(mark, FieldInfo):
                    extra = {**_extra(mark), **extra}
                    title, told = title or mark.title or "", told or mark.description or ""
                    marks = (*marks, *mark.metadata)
                else:
                    marks = (*marks, mark)
            kind = arguments[0]
        elif origin in (Union, UnionType) and NoneType in arguments:
            kind, optional = next(one for one in arguments if one is not NoneType), True
        else:
            return _Type(kind, optional, extra, title, told, marks)


def _extra(info: FieldInfo) -> dict[str, Any]:
    return dict(info.json_schema_extra) if isinstance(info.json_schema_extra, dict) else {}


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _item(kind: Any) -> Any:
    return _unwrapped(get_args(kind)[0]).of


def _kind(kind: Any, extra: Mapping[str, Any]) -> str:
    if get_origin(kind) in (tuple, list):
        return "rows"
    if _is_model(kind):
        return "group"
    if extra.get("unit") == "region":
        return "region"
    plain: dict[Any, str] = {bool: "yes_no", date: "day", int: "whole"}
    if kind in plain:
        return plain[kind]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return "choice"
    if kind is Decimal:
        return "yuan" if str(extra.get("unit", "")).startswith("yuan") else "number"
    return "text"


def _choices(kind: Any, name: str, *, may_be_unknown: bool) -> tuple[tuple[str, str], ...]:
    if name == "yes_no":
        known = (("yes", "是"), ("no", "否"))
        return (*known, ("", "不清楚")) if may_be_unknown else known
    if name != "choice":
        return ()
    members = tuple((str(one.value), str(getattr(one, "label", one.value))) for one in kind)
    return (*members, ("", "不清楚")) if may_be_unknown else members


def _columns(kind: Any, name: str) -> tuple[Asked, ...]:
    if name == "group":
        return asked_of(kind)
    if name != "rows":
        return ()
    item = get_args(kind)[0]
    if _is_model(_item(kind)):
        return asked_of(_item(kind))
    return (_asked("", FieldInfo(annotation=item)),)


def cell(name: str, place: int, column: Asked) -> str:
    """The name of the field in one column of one row of a list."""
    return f"{name}-{place}-{column.name}" if column.name else f"{name}-{place}"


def shown(value: Any) -> str:
    """A default as it stands in a field."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None or isinstance(value, tuple | list) else str(value)


def typed_of(asked: Sequence[Asked], given: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """An input as somebody would have typed it: field of the form to text."""
    typed: dict[str, str] = {}
    for one in asked:
        value, name = given.get(one.name), f"{prefix}{one.name}"
        if value is None:
            continue
        if one.kind == "group":
            typed |= typed_of(one.columns, value, f"{name}-")
        elif one.kind == "rows":
            for place, row in enumerate(value):
                item = {"": row} if one.is_plain else row
                below = f"{name}-{place}" if one.is_plain else f"{name}-{place}-"
                typed |= typed_of(one.columns, item, below)
        elif one.kind == "region":
            typed[f"{name}-{CODE}"] = str(value)
        else:
            typed[name] = shown(value)
    return typed
