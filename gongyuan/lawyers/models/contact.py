from datetime import date
from typing import Any

import pghistory
from django.db import models

from gongyuan.lawyers.choices import SupervisingBody
from gongyuan.lawyers.models.lawyer import Lawyer
from gongyuan.organisations.models import Unit, path_index


def _holding_on(rows: Any, day: date) -> Any:
    return rows.filter(starts_on__lte=day).filter(
        models.Q(ends_on=None) | models.Q(ends_on__gte=day)
    )


class ContactPointQuerySet(models.QuerySet["ContactPoint"]):
    def visible_to(self, actor: Any) -> "ContactPointQuerySet":
        """Bindings of unions in the post's subtree; a lawyer's own."""
        if actor.is_lawyer:
            return self.filter(lawyer__user_id=actor.user_id)
        if not actor.unit_path or not actor.can("lawyers.read"):
            return self.none()
        return self.filter(unit_path__startswith=actor.unit_path)

    def handled_by(self, actor: Any) -> "ContactPointQuerySet":
        return self.visible_to(actor) if actor.can("lawyers.edit") else self.none()

    def holding_on(self, day: date) -> "ContactPointQuerySet":
        """Bindings that hold on a day, both their days in them."""
        found: ContactPointQuerySet = _holding_on(self, day)
        return found

    def still_open(self, *, on: date) -> "ContactPointQuerySet":
        """Bindings that run on; a union that ends hands them over."""
        return self.filter(models.Q(ends_on=None) | models.Q(ends_on__gte=on))


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class ContactPoint(models.Model):
    """That a member serves a county or a union (联系点; 平工文〔2016〕28号 附件2第三条)."""

    lawyer = models.ForeignKey(
        Lawyer, models.PROTECT, related_name="contact_points", verbose_name="律师"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="联系点工会")
    unit_path = models.CharField("路径", max_length=120)
    starts_on = models.DateField("自")
    ends_on = models.DateField("至", null=True, blank=True)
    #: The union's written request, when it asked (附件1四(四)).
    asked_on = models.DateField("书面申请日期", null=True, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)

    objects = ContactPointQuerySet.as_manager()

    class Meta:
        verbose_name = "联系点"
        constraints = [
            models.CheckConstraint(
                name="contact_point_ends_after_it_starts",
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
            ),
            models.UniqueConstraint(
                fields=["lawyer", "unit"],
                condition=models.Q(ends_on=None),
                name="one_open_contact_point_per_lawyer_and_unit",
            ),
        ]
        indexes = [path_index("contact_point_subtree"), models.Index("unit", name="contact_unit")]

    def __str__(self) -> str:
        return f"{self.lawyer} {self.starts_on}起"


class SupervisionPhoneQuerySet(models.QuerySet["SupervisionPhone"]):
    def handled_by(self, actor: Any) -> "SupervisionPhoneQuerySet":
        if not actor.can("rounds.manage") or actor.unit_id is None:
            return self.none()
        return self.filter(unit_id=actor.unit_id)

    def goes_over(self, *, on: date) -> "SupervisionPhoneQuerySet":
        """Phones that are public on a day or later."""
        return self.filter(models.Q(ends_on=None) | models.Q(ends_on__gte=on))

    def holding_on(self, day: date) -> "SupervisionPhoneQuerySet":
        found: SupervisionPhoneQuerySet = _holding_on(self, day)
        return found


class SupervisionPhone(models.Model):
    """A phone by which anybody watches over the team (监督电话; 平工文〔2016〕28号 附件2第六条)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="公布单位")
    body = models.CharField("机关", max_length=14, choices=SupervisingBody)
    name = models.CharField("名称", max_length=60)
    phone = models.CharField("电话", max_length=40)
    starts_on = models.DateField("自")
    ends_on = models.DateField("至", null=True, blank=True)
    source = models.CharField("依据", max_length=200, blank=True)

    objects = SupervisionPhoneQuerySet.as_manager()

    class Meta:
        verbose_name = "监督电话"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "body"],
                condition=models.Q(ends_on=None),
                name="one_supervision_phone_per_unit_and_body",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.phone}"
