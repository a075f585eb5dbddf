from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from gongyuan.core.crypto import EncryptedTextField
from gongyuan.lawyers.choices import Speciality
from gongyuan.lawyers.models.firm import Firm
from gongyuan.organisations.models import Unit, path_index
from gongyuan.people.models import User


class LawyerQuerySet(models.QuerySet["Lawyer"]):
    def visible_to(self, actor: Any) -> "LawyerQuerySet":
        """Lawyers with a term in the post's subtree; a lawyer sees only oneself.

        Who keeps the register also sees a lawyer just entered, whom no union has appointed yet.
        """
        if actor.is_lawyer:
            return self.filter(user_id=actor.user_id)
        if not actor.unit_path or not actor.can("lawyers.read"):
            return self.none()
        terms = PanelTerm.objects.filter(
            lawyer=models.OuterRef("pk"), unit_path__startswith=actor.unit_path
        )
        seen = models.Q(models.Exists(terms))
        if actor.can("lawyers.edit"):
            seen |= ~models.Q(models.Exists(PanelTerm.objects.filter(lawyer=models.OuterRef("pk"))))
        return self.filter(seen)

    def handled_by(self, actor: Any) -> "LawyerQuerySet":
        """Lawyers whom the post may assign: with a term in its own unit or in one above it."""
        above = [int(step) for step in actor.unit_path.strip("/").split("/") if step]
        terms = PanelTerm.objects.filter(lawyer=models.OuterRef("pk"), unit_id__in=above)
        return self.filter(models.Exists(terms))


class Lawyer(models.Model):
    """A volunteer lawyer (志愿律师)."""

    user = models.OneToOneField(
        User, models.PROTECT, null=True, blank=True, related_name="lawyer", verbose_name="账号"
    )
    name = models.CharField("姓名", max_length=40)
    firm = models.ForeignKey(
        Firm, models.PROTECT, related_name="lawyers", verbose_name="律师事务所"
    )
    licence_number = models.CharField("执业证号", max_length=20, unique=True)
    phone = EncryptedTextField("手机号", blank=True, default="")
    #: The number a worker may call; an office number, public on the roster.
    office_phone = models.CharField("办公电话", max_length=40, blank=True)
    specialities = ArrayField(
        models.CharField(max_length=20, choices=Speciality), verbose_name="专长", default=list
    )
    languages = ArrayField(models.CharField(max_length=20), verbose_name="语言", default=list)

    objects = LawyerQuerySet.as_manager()

    class Meta:
        verbose_name = "律师"

    def __str__(self) -> str:
        return self.name


class PanelTermQuerySet(models.QuerySet["PanelTerm"]):
    def visible_to(self, actor: Any) -> "PanelTermQuerySet":
        if not actor.unit_path:
            return self.none()
        return self.filter(unit_path__startswith=actor.unit_path)

    def running_on(self, day: date) -> "PanelTermQuerySet":
        return self.filter(starts_on__lte=day, ends_on__gte=day)


class PanelTerm(models.Model):
    """A lawyer's appointment to a union's volunteer team (聘期; 平工文〔2016〕28号 附件1 二)."""

    lawyer = models.ForeignKey(Lawyer, models.PROTECT, related_name="terms", verbose_name="律师")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="聘任工会")
    unit_path = models.CharField("路径", max_length=120)
    starts_on = models.DateField("聘期自")
    ends_on = models.DateField("聘期至")
    suspended_on = models.DateField("暂停自", null=True, blank=True)

    objects = PanelTermQuerySet.as_manager()

    class Meta:
        verbose_name = "聘期"
        constraints = [
            models.CheckConstraint(
                name="term_ends_after_it_starts",
                condition=models.Q(ends_on__gte=models.F("starts_on")),
            ),
            models.UniqueConstraint(
                fields=["lawyer", "unit", "starts_on"], name="one_term_per_lawyer_unit_and_start"
            ),
        ]
        indexes = [
            path_index("term_subtree", "ends_on"),
            models.Index("unit", "ends_on", name="term_of_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.lawyer} {self.starts_on}—{self.ends_on}"
