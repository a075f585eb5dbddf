from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import OpClass
from django.db import models

from gongyuan.core.crypto import EncryptedTextField
from gongyuan.organisations.models import Unit, path_index
from gongyuan.people.choices import HouseholdKind, Sex, SpecialGroup


class WorkerQuerySet(models.QuerySet["Worker"]):
    def visible_to(self, actor: Any) -> "WorkerQuerySet":
        """Workers that a unit of the post's subtree has dealt with."""
        if not actor.unit_path or not actor.can("people.read"):
            return self.none()
        dealt_with = WorkerRegistration.objects.filter(
            worker=models.OuterRef("pk"), unit_path__startswith=actor.unit_path
        )
        return self.filter(models.Exists(dealt_with))

    def handled_by(self, actor: Any) -> "WorkerQuerySet":
        """Workers that the post's own unit has dealt with."""
        own = WorkerRegistration.objects.filter(worker=models.OuterRef("pk"), unit=actor.unit_id)
        return self.filter(models.Exists(own))

    def current(self) -> "WorkerQuerySet":
        """Without the entries that were merged into others."""
        return self.filter(merged_into=None)


class Worker(models.Model):
    """One person once: an employee, migrant worker or union worker who was helped (职工)."""

    name = models.CharField("姓名", max_length=40)
    pinyin = models.CharField("拼音", max_length=120, blank=True)
    initials = models.CharField("拼音首字母", max_length=20, blank=True)
    identity_number = EncryptedTextField("身份证号", blank=True, default="")
    identity_index = models.BinaryField("身份证号检索值", max_length=16, null=True, unique=True)
    phone = EncryptedTextField("手机号", blank=True, default="")
    phone_index = models.BinaryField("手机号检索值", max_length=16, null=True)
    #: Keyed hash of the last four digits, for finding by phone tail.
    phone_tail_index = models.BinaryField("手机尾号检索值", max_length=16, null=True)
    address = EncryptedTextField("住址", blank=True, default="")
    sex = models.CharField("性别", max_length=6, choices=Sex, blank=True)
    birth_date = models.DateField("出生日期", null=True, blank=True)
    ethnic_group = models.CharField("民族", max_length=20, blank=True)
    language = models.CharField("常用语言", max_length=20, blank=True)
    household = models.CharField("户籍", max_length=6, choices=HouseholdKind, blank=True)
    is_migrant = models.BooleanField("农民工", default=False)
    is_union_member = models.BooleanField("工会会员", null=True, blank=True)
    special_groups = ArrayField(
        models.CharField(max_length=20, choices=SpecialGroup), verbose_name="特殊群体", default=list
    )
    #: When and how it is safe to call: the employer may see the phone.
    contact_note = models.CharField("联系提示", max_length=100, blank=True)
    created_at = models.DateTimeField("登记时间", auto_now_add=True)
    #: The entry this one was merged into; it stays, so that its numbers still lead there.
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="absorbed",
        verbose_name="已并入",
    )

    objects = WorkerQuerySet.as_manager()

    class Meta:
        verbose_name = "职工"
        indexes = [
            models.Index("phone_index", name="worker_phone"),
            models.Index("phone_tail_index", name="worker_phone_tail"),
            models.Index(OpClass("name", "varchar_pattern_ops"), name="worker_name"),
            models.Index(OpClass("initials", "varchar_pattern_ops"), name="worker_initials"),
            # Each group by itself, the newest first: few belong to any.
            *(
                models.Index(
                    fields=["-id"],
                    name=f"worker_{group}",
                    condition=models.Q(special_groups__contains=[group.value]),
                )
                for group in SpecialGroup
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def special_group_labels(self) -> list[str]:
        return [str(SpecialGroup(group).label) for group in self.special_groups]


class WorkerRegistration(models.Model):
    """That a unit has dealt with a worker: what makes the worker visible to it."""

    worker = models.ForeignKey(
        Worker, models.CASCADE, related_name="registrations", verbose_name="职工"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField("路径", max_length=120)
    since = models.DateTimeField("自")

    class Meta:
        verbose_name = "职工登记"
        constraints = [
            models.UniqueConstraint(
                fields=["worker", "unit"], name="one_registration_per_worker_and_unit"
            )
        ]
        indexes = [path_index("worker_registration_subtree", "worker")]

    def __str__(self) -> str:
        return f"{self.worker_id} {self.unit_id}"
