"""How unions and aid institutions were on the days before today (沿革).

A stretch is a run of days on which what counts did not change; triggers in the database write
them, so that no way of changing a row leaves them out. They change by the day a thing was so, not
by the day it was entered.
"""

from datetime import date
from typing import Any

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models.expressions import RawSQL

from gongyuan.organisations.choices import InstitutionForm, InstitutionKind, UnitKind, UnitLevel


class StretchQuerySet(models.QuerySet[Any]):
    def on(self, day: date) -> "StretchQuerySet":
        """The one stretch of each that holds on a day; none for what did not exist."""
        return self.filter(models.Q(starts_on=None) | models.Q(starts_on__lte=day)).filter(
            models.Q(ends_on=None) | models.Q(ends_on__gt=day)
        )


class Stretch(models.Model):
    #: None: since before anybody wrote it down.
    starts_on = models.DateField("自", null=True, blank=True)
    #: The first day on which it is no longer so; None: it is so today.
    ends_on = models.DateField("至", null=True, blank=True)

    objects = StretchQuerySet.as_manager()

    class Meta:
        abstract = True


def _never_two(name: str, key: str) -> ExclusionConstraint:
    """No two stretches of the same thing on one day; the key as a range needs no extension."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            (RawSQL(f"int8range({key}, {key}, '[]')", ()), RangeOperators.OVERLAPS),  # noqa: S611 - our own column
            (RawSQL("daterange(starts_on, ends_on)", ()), RangeOperators.OVERLAPS),
        ],
    )


class UnitStretch(Stretch):
    """How a union was in a stretch of days: its name, its superior, its place in the tree."""

    unit = models.ForeignKey(
        "organisations.Unit", models.CASCADE, related_name="stretches", verbose_name="组织"
    )
    parent = models.ForeignKey(
        "organisations.Unit", models.PROTECT, null=True, related_name="+", verbose_name="上级"
    )
    #: As it was then; a move today leaves it.
    path = models.CharField("当时路径", max_length=120)
    name = models.CharField("名称", max_length=100)
    kind = models.CharField("类别", max_length=12, choices=UnitKind)
    level = models.CharField("层级", max_length=12, choices=UnitLevel)
    region_code = models.CharField("区划代码", max_length=12)

    class Meta:
        verbose_name = "组织沿革"
        constraints = [_never_two("one_stretch_of_a_unit_a_day", "unit_id")]
        indexes = [
            models.Index(OpClass("path", "varchar_pattern_ops"), name="unit_stretch_path"),
            # What has changed since is little: what was elsewhere on a day is found in it.
            models.Index(
                "ends_on",
                name="unit_stretch_ended",
                condition=models.Q(ends_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.starts_on}—{self.ends_on}"


class InstitutionStretch(Stretch):
    """How an aid institution was in a stretch of days: whose, its form, its head."""

    institution = models.ForeignKey(
        "organisations.AidInstitution",
        models.CASCADE,
        related_name="stretches",
        verbose_name="机构",
    )
    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="+", verbose_name="所属工会"
    )
    #: Of the union it belonged to, as it was then.
    path = models.CharField("当时路径", max_length=120)
    name = models.CharField("名称", max_length=100)
    kind = models.CharField("类别", max_length=10, choices=InstitutionKind)
    form = models.CharField("组建形式", max_length=16, choices=InstitutionForm)
    department = models.CharField("负责部门", max_length=60, blank=True)
    head_name = models.CharField("负责人", max_length=40)
    phone = models.CharField("联系电话", max_length=40)

    class Meta:
        verbose_name = "机构沿革"
        constraints = [_never_two("one_stretch_of_an_institution_a_day", "institution_id")]
        indexes = [
            models.Index(OpClass("path", "varchar_pattern_ops"), name="institution_stretch_path"),
            models.Index("unit", name="institution_stretch_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.starts_on}—{self.ends_on}"

    @property
    def opened_on(self) -> date:
        """The day the institution was set up; its row must have been fetched with this."""
        return self.institution.opened_on

    @property
    def level_label(self) -> str:
        """The level its union had on the day asked for; the query must have found it."""
        return str(UnitLevel(self.level_then).label)  # type: ignore[attr-defined] # annotated


def _begin(table: str, key: str, kept: dict[str, str]) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="begins_a_stretch",
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        func=f"{_insert(table, key, kept, 'NEW.opened_on', 'NEW.closed_on')} RETURN NULL;",
    )


def _follow(table: str, key: str, kept: dict[str, str]) -> pgtrigger.Trigger:
    """What changes on a row, from the day the transaction names (`effective_from`) or today on."""
    is_any = _changed("opened_on", "closed_on", *kept.values())
    return pgtrigger.Trigger(
        name="follows_in_stretches",
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        declare=[("day", "date"), ("last", f"{table}%ROWTYPE")],
        func=f"""
            IF NOT ({is_any}) THEN RETURN NULL; END IF;
            day := COALESCE(
                NULLIF(current_setting('gongyuan.effective_on', true), '')::date,
                (now() AT TIME ZONE 'Asia/Shanghai')::date
            );
            {_follow_opening(table, key)}
            {_find_last(table, key)}
            {_follow_closing(table, key, kept)}
            {_follow_values(table, key, kept)}
            RETURN NULL;
        """,
    )


def _changed(*columns: str) -> str:
    return " OR ".join(f"NEW.{one} IS DISTINCT FROM OLD.{one}" for one in columns)


def _find_last(table: str, key: str) -> str:
    return f"""SELECT * INTO last FROM {table} WHERE {key} = NEW.id
                ORDER BY starts_on DESC NULLS LAST, id DESC LIMIT 1;"""  # noqa: S608 - our own names


def _follow_opening(table: str, key: str) -> str:
    return f"""IF NEW.opened_on IS DISTINCT FROM OLD.opened_on THEN
                UPDATE {table} SET starts_on =
                    CASE WHEN NEW.opened_on > ends_on THEN ends_on ELSE NEW.opened_on END
                WHERE id = (
                    SELECT id FROM {table} WHERE {key} = NEW.id
                    ORDER BY starts_on NULLS FIRST, id LIMIT 1
                );
            END IF;"""  # noqa: S608 - our own names


def _follow_closing(table: str, key: str, kept: dict[str, str]) -> str:
    """Reopened later, there is a gap; closed earlier than it changed, it never changed."""
    return f"""IF NEW.closed_on IS NULL AND OLD.closed_on < day THEN
                {_insert(table, key, kept, "day", "NULL")}
                RETURN NULL;
            ELSIF NEW.closed_on IS NULL AND OLD.closed_on IS NOT NULL THEN
                UPDATE {table} SET ends_on = NULL WHERE id = last.id;
                last.ends_on := NULL;
            ELSIF NEW.closed_on IS DISTINCT FROM OLD.closed_on THEN
                DELETE FROM {table} later WHERE {key} = NEW.id AND starts_on >= NEW.closed_on
                    AND EXISTS (SELECT FROM {table} earlier WHERE earlier.{key} = NEW.id
                        AND COALESCE(earlier.starts_on, '-infinity') < later.starts_on);
                {_find_last(table, key)}
                last.ends_on := LEAST(last.ends_on, NEW.closed_on);
                UPDATE {table} SET ends_on = last.ends_on WHERE id = last.id;
            END IF;"""  # noqa: S608 - our own names


def _follow_values(table: str, key: str, kept: dict[str, str]) -> str:
    """From the day on a new stretch; the one that runs is mended if it began no earlier."""
    written = ", ".join(f"{column} = NEW.{source}" for column, source in kept.items())
    return f"""IF NOT ({_changed(*kept.values())}) OR last.ends_on <= day THEN RETURN NULL; END IF;
            IF COALESCE(last.starts_on, '-infinity') >= day THEN
                UPDATE {table} SET {written} WHERE id = last.id;
            ELSE
                UPDATE {table} SET ends_on = day WHERE id = last.id;
                {_insert(table, key, kept, "day", "NEW.closed_on")}
            END IF;"""  # noqa: S608 - our own names


def _insert(table: str, key: str, kept: dict[str, str], starts_on: str, ends_on: str) -> str:
    columns = ", ".join([key, *kept, "starts_on", "ends_on"])
    values = ", ".join(["NEW.id", *(f"NEW.{one}" for one in kept.values()), starts_on, ends_on])
    return f"INSERT INTO {table} ({columns}) VALUES ({values});"  # noqa: S608 - our own names


_OF_UNIT = {one: one for one in ("parent_id", "path", "name", "kind", "level", "region_code")}
_OF_INSTITUTION = {
    "path": "unit_path",
    **{one: one for one in ("unit_id", "name", "kind", "form", "department", "head_name", "phone")},
}
UNIT_TRIGGERS = [
    make("organisations_unitstretch", "unit_id", _OF_UNIT) for make in (_begin, _follow)
]
INSTITUTION_TRIGGERS = [
    make("organisations_institutionstretch", "institution_id", _OF_INSTITUTION)
    for make in (_begin, _follow)
]
