from datetime import date
from typing import Any

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import OpClass
from django.db import models

from gongyuan.core.crypto import EncryptedTextField
from gongyuan.core.models import File
from gongyuan.lawyers.choices import DisciplineKind, Speciality
from gongyuan.lawyers.models.firm import Firm, FirmContact
from gongyuan.organisations.models import Unit
from gongyuan.people.models import User
from gongyuan.people.naming import person_pinyin


class InitialsField(models.CharField):  # type: ignore[type-arg] # not generic when run
    """First letters of a name as it sounds, written with the name however the row is entered."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        letters = person_pinyin(model_instance.name)[1]  # type: ignore[attr-defined] # its own model
        setattr(model_instance, self.attname, letters)
        return letters

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


def _terms() -> Any:
    """Terms of any lawyer; their model comes after this one."""
    return Lawyer._meta.get_field("terms").related_model._default_manager  # type: ignore[union-attr] # a relation


class LawyerQuerySet(models.QuerySet["Lawyer"]):
    def visible_to(self, actor: Any) -> "LawyerQuerySet":
        """Lawyers with a term, or at home, in the post's subtree; a lawyer sees only oneself.

        A firm's contact sees the firm's. Who keeps the register also sees a lawyer entered without
        a home, whom no union has appointed yet.
        """
        if actor.is_lawyer:
            return self.filter(user_id=actor.user_id)
        if actor.can("lawyers.own_firm"):
            return self.filter(firm__contacts__in=FirmContact.objects.current_of(actor))
        if not actor.unit_path or not actor.can("lawyers.read"):
            return self.none()
        terms = _terms().filter(lawyer=models.OuterRef("pk"), unit_path__startswith=actor.unit_path)
        seen = models.Q(models.Exists(terms)) | models.Q(home_path__startswith=actor.unit_path)
        if actor.can("lawyers.edit"):
            unknown = ~models.Exists(_terms().filter(lawyer=models.OuterRef("pk")))
            seen |= models.Q(unknown, home_path="")
        return self.filter(seen)

    def kept_by(self, actor: Any) -> "LawyerQuerySet":
        """Lawyers whose entry this post keeps: those in its sight, with the power to."""
        return self.visible_to(actor) if actor.can("lawyers.edit") else self.none()

    def goes_over(self, *, on: date) -> "LawyerQuerySet":
        """Whoever is at home at a union is at home at the one that takes it in."""
        return self.all()

    def handled_by(self, actor: Any) -> "LawyerQuerySet":
        """Lawyers whom the post may assign: with a term in its own unit or in one above it."""
        above = [int(step) for step in actor.unit_path.strip("/").split("/") if step]
        terms = _terms().filter(lawyer=models.OuterRef("pk"), unit_id__in=above)
        return self.filter(models.Exists(terms))


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class Lawyer(models.Model):
    """A volunteer lawyer (志愿律师)."""

    user = models.OneToOneField(
        User, models.PROTECT, null=True, blank=True, related_name="lawyer", verbose_name="账号"
    )
    name = models.CharField("姓名", max_length=40)
    initials = InitialsField("拼音首字母", max_length=20, blank=True, editable=False)
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
    #: The day of the first licence: years of practice are counted from it.
    practising_since = models.DateField("首次执业日期", null=True, blank=True)
    #: The union of the place where the lawyer practises: the region on the roster.
    home_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="所在地区"
    )
    home_path = models.CharField("所在地区路径", max_length=120, blank=True)
    photo = models.ForeignKey(
        File, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="照片"
    )
    #: When the lawyer agreed to the photo being published; empty keeps it inside.
    photo_consent_on = models.DateField("同意公开照片日期", null=True, blank=True)

    objects = LawyerQuerySet.as_manager()

    class Meta:
        verbose_name = "律师"
        indexes = [
            models.Index(OpClass("home_path", "varchar_pattern_ops"), name="lawyer_home"),
            models.Index(OpClass("name", "varchar_pattern_ops"), name="lawyer_name"),
            models.Index(OpClass("initials", "varchar_pattern_ops"), name="lawyer_initials"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, **options: Any) -> None:  # type: ignore[override] # by keywords only
        """Letters follow the name."""
        written = options.get("update_fields")
        if written is not None and "name" in written:
            options["update_fields"] = [*written, "initials"]
        super().save(**options)


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class FirmMembership(models.Model):
    """In which firm a lawyer practised from when to when; the open one is the lawyer's firm."""

    lawyer = models.ForeignKey(
        Lawyer, models.PROTECT, related_name="memberships", verbose_name="律师"
    )
    firm = models.ForeignKey(
        Firm, models.PROTECT, related_name="memberships", verbose_name="律师事务所"
    )
    starts_on = models.DateField("自", null=True, blank=True)
    #: The last day there.
    ends_on = models.DateField("至", null=True, blank=True)

    class Meta:
        verbose_name = "执业机构经历"
        constraints = [
            models.UniqueConstraint(
                fields=["lawyer"],
                condition=models.Q(ends_on=None),
                name="a_lawyer_practises_in_one_firm",
            )
        ]

    def __str__(self) -> str:
        return f"{self.lawyer_id} {self.firm_id}"


class DisciplineRecord(models.Model):
    """A penalty or disciplinary measure against a lawyer, with where it was read.

    平工文〔2016〕28号 附件2第五条（一）: it is a ground of disqualification.
    """

    lawyer = models.ForeignKey(
        Lawyer, models.PROTECT, related_name="discipline", verbose_name="律师"
    )
    kind = models.CharField("类别", max_length=16, choices=DisciplineKind)
    decided_on = models.DateField("决定日期")
    body = models.CharField("作出机关", max_length=100)
    text = models.CharField("内容", max_length=500)
    #: The paper or the public page on which it was found, so that anybody can read it again.
    source = models.CharField("来源", max_length=200)
    entered_at = models.DateTimeField("登记时间")
    entered_by = models.CharField("登记人", max_length=200)

    class Meta:
        verbose_name = "处分处罚记录"
        constraints = [
            models.UniqueConstraint(
                fields=["lawyer", "kind", "decided_on", "body"], name="one_record_per_measure"
            )
        ]

    def __str__(self) -> str:
        return f"{self.lawyer_id} {self.kind} {self.decided_on}"
