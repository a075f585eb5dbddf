"""Unions and aid institutions for tests: any part of them can be named, the rest is invented."""

from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from django.db.models import F

from gongyuan.organisations.actions.units import allot_ids, unsaved_unit
from gongyuan.organisations.choices import (
    AgreementPartner,
    InstitutionForm,
    InstitutionKind,
    UnitLevel,
)
from gongyuan.organisations.models import Agreement, AidInstitution, Unit
from gongyuan.organisations.queries.units import DETAIL_FIELDS
from gongyuan.organisations.rules import UnitDetails

_serial = count(1)
LENGTH_OF_CODE = {UnitLevel.TOWNSHIP: 9, UnitLevel.PRIMARY: 9}


def make_unit(
    *,
    level: str = UnitLevel.COUNTY,
    parent: Unit | None = None,
    name: str = "",
    **more: Any,
) -> Unit:
    """A saved unit with its path; `more` are columns of Unit."""
    number = next(_serial)
    name = name or f"第{number}总工会"
    details = UnitDetails(
        name=name,
        level=level,
        **{
            "short_name": name.removesuffix("总工会"),
            "region_code": _code(number, level),
            "document_prefix": f"试{number}工援",
            **{key: more.pop(key) for key in DETAIL_FIELDS if key in more},
        },
    )
    unit = unsaved_unit(details, pk=allot_ids(1)[0], parent=parent)
    for key, value in more.items():
        setattr(unit, key, value)
    unit.save(force_insert=True)
    if parent and unit.closed_on is None:
        Unit.objects.filter(pk=parent.pk).update(children_count=F("children_count") + 1)
    return unit


def _code(number: int, level: str) -> str:
    length = LENGTH_OF_CODE.get(UnitLevel(level), 6)
    return f"99{number:0{length - 2}d}"


@dataclass(frozen=True)
class Tree:
    """A province with one prefecture, two counties and two townships under the first county."""

    province: Unit
    prefecture: Unit
    county: Unit
    other_county: Unit
    township: Unit
    other_township: Unit
    #: Another province altogether.
    stranger: Unit


def make_tree() -> Tree:
    province = make_unit(level=UnitLevel.PROVINCE, name="试验省总工会", region_code="990000")
    prefecture = make_unit(
        level=UnitLevel.PREFECTURE, parent=province, name="东山市总工会", region_code="990100"
    )
    county = make_unit(
        level=UnitLevel.COUNTY, parent=prefecture, name="临河县总工会", region_code="990121"
    )
    other_county = make_unit(
        level=UnitLevel.COUNTY, parent=prefecture, name="石桥县总工会", region_code="990122"
    )
    township = make_unit(
        level=UnitLevel.TOWNSHIP, parent=county, name="柳镇总工会", region_code="990121100"
    )
    other_township = make_unit(
        level=UnitLevel.TOWNSHIP, parent=county, name="杨镇总工会", region_code="990121101"
    )
    stranger = make_unit(level=UnitLevel.PROVINCE, name="邻省总工会", region_code="980000")
    return Tree(province, prefecture, county, other_county, township, other_township, stranger)


def make_institution(*, unit: Unit | None = None, **more: Any) -> AidInstitution:
    """A saved open aid institution; `more` are columns of AidInstitution."""
    number = next(_serial)
    unit = unit or make_unit()
    values = {
        "unit": unit,
        "unit_path": unit.path,
        "name": f"第{number}职工法律援助中心",
        "kind": InstitutionKind.CENTRE,
        "form": InstitutionForm.STAND_ALONE,
        "head_name": "试某某",
        "phone": "0990-2000000",
        "opened_on": date(2010, 1, 1),
        **more,
    }
    return AidInstitution.objects.create(**values)


def make_agreement(*, unit: Unit | None = None, **more: Any) -> Agreement:
    """A saved agreement with a firm, without an end; `more` are columns of Agreement."""
    number = next(_serial)
    unit = unit or make_unit()
    values = {
        "unit": unit,
        "unit_path": unit.path,
        "title": f"第{number}服务协议",
        "partner_kind": AgreementPartner.LAW_FIRM,
        "partner_name": f"第{number}律师事务所",
        "scope": "派律师值班、承办案件",
        "signed_on": date(2020, 1, 1),
        "starts_on": date(2020, 1, 1),
        **more,
    }
    return Agreement.objects.create(**values)
