from functools import reduce
from operator import or_
from typing import Any

import pghistory
import pgtrigger
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q

from gongyuan.policy import entered  # noqa: F401 - Django finds the models of an app from here
from gongyuan.policy.choices import RevisionState
from gongyuan.policy.pack import PackText
from gongyuan.policy.reading import pack_text

KEPT = pgtrigger.Update | pgtrigger.Delete


class PackVersion(models.Model):
    """The text of a pack as it was when first used, so that old decisions can be replayed."""

    pack_id = models.CharField("政策包", max_length=60)
    version = models.PositiveIntegerField("版本")
    name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField("校验值", max_length=64, unique=True)
    text = models.TextField("内容")
    first_used_at = models.DateTimeField("首次使用时间")

    class Meta:
        verbose_name = "政策包版本"
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="pack_version_has_a_whole_fingerprint",
            )
        ]
        triggers = [pgtrigger.Protect(name="pack_version_is_never_changed", operation=KEPT)]

    def __str__(self) -> str:
        return f"{self.pack_id} {self.version}（{self.sha256[:8]}）"


class DecisionRecord(models.Model):
    """What the packs answered to which facts; neither facts nor result say whose they are."""

    region_code = models.CharField("区划代码", max_length=12)
    on = models.DateField("适用日期")
    facts = models.JSONField("事实")
    result = models.JSONField("结论")
    #: Pack id, version, SHA-256 and region of every pack that took part.
    packs = models.JSONField("政策包", default=list)
    decided_at = models.DateTimeField("得出时间")
    decided_by_user_id = models.BigIntegerField("人员", null=True, blank=True)
    decided_by_post_id = models.BigIntegerField("岗位", null=True, blank=True)

    class Meta:
        verbose_name = "政策结论"
        triggers = [pgtrigger.Protect(name="decision_record_is_never_changed", operation=KEPT)]

    def __str__(self) -> str:
        return f"{self.region_code} {self.on}"


class PackRevisionQuerySet(models.QuerySet["PackRevision"]):
    def visible_to(self, actor: Any) -> "PackRevisionQuerySet":
        """What the post's own unit and those below it are preparing."""
        if not actor.unit_path:
            return self.none()
        return self.filter(unit_path__startswith=actor.unit_path)

    def handled_by(self, actor: Any) -> "PackRevisionQuerySet":
        """What the post's own unit is preparing: a superior reads it and does not change it."""
        if not actor.unit_path:
            return self.none()
        return self.filter(unit_id=actor.unit_id)

    def approved(self) -> "PackRevisionQuerySet":
        return self.filter(state=RevisionState.APPROVED)

    def under_way(self) -> "PackRevisionQuerySet":
        return self.filter(state__in=[RevisionState.DRAFT, RevisionState.SUBMITTED])


#: What is in force and what others have relied on; only the unit's path may follow the tree.
KEPT_FIELDS = (
    *("state", "sha256", "text", "pack_id", "version", "region_code", "effective_from"),
    *("edited_by_user_id", "submitted_by_user_id", "approved_by_user_id", "approved_at"),
)
APPROVED_KEPT = pgtrigger.Q(old__state=RevisionState.APPROVED) & reduce(
    or_, (pgtrigger.Q(**{f"old__{name}__df": pgtrigger.F(f"new__{name}")}) for name in KEPT_FIELDS)
)


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class PackRevision(models.Model):
    """A union's own new version of a pack: drafted, submitted, and approved by somebody else."""

    #: The drafting union; the tree stands above this domain, so it is named and not joined.
    unit_id = models.BigIntegerField("单位编号")
    unit_name = models.CharField("起草单位", max_length=100)
    unit_path = models.CharField("路径", max_length=120)
    pack_id = models.CharField("政策包", max_length=60)
    version = models.PositiveIntegerField("版本")
    title = models.CharField("名称", max_length=300)
    region_code = models.CharField("地区", max_length=6)
    effective_from = models.DateField("生效日")
    text = models.TextField("内容")
    sha256 = models.CharField("校验值", max_length=64)
    state = models.CharField(
        "状态", max_length=10, choices=RevisionState, default=RevisionState.DRAFT
    )
    edited_at = models.DateTimeField("起草时间")
    edited_by = models.CharField("起草人", max_length=200)
    edited_by_user_id = models.BigIntegerField("起草账号")
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    submitted_by = models.CharField("提交人", max_length=200, blank=True)
    submitted_by_user_id = models.BigIntegerField("提交账号", null=True, blank=True)
    approved_at = models.DateTimeField("批准时间", null=True, blank=True)
    approved_by = models.CharField("批准人", max_length=200, blank=True)
    approved_by_user_id = models.BigIntegerField("批准账号", null=True, blank=True)

    objects = PackRevisionQuerySet.as_manager()

    class Meta:
        verbose_name = "政策包修订"
        constraints = [
            models.CheckConstraint(
                name="pack_revision_state_is_known",
                condition=Q(state__in=RevisionState.values),
            ),
            models.CheckConstraint(
                name="pack_revision_approved_at_iff_approved",
                condition=Q(
                    state=RevisionState.APPROVED,
                    approved_at__isnull=False,
                    approved_by_user_id__isnull=False,
                )
                | (
                    ~Q(state=RevisionState.APPROVED) & Q(approved_at=None, approved_by_user_id=None)
                ),
            ),
            models.CheckConstraint(
                name="pack_revision_is_approved_by_a_second_person",
                condition=Q(approved_by_user_id=None)
                | (
                    Q(submitted_by_user_id__isnull=False)
                    & ~Q(approved_by_user_id=F("submitted_by_user_id"))
                    & ~Q(approved_by_user_id=F("edited_by_user_id"))
                ),
            ),
            models.UniqueConstraint(
                name="one_revision_of_a_pack_under_way_per_unit",
                fields=["unit_id", "pack_id"],
                condition=Q(state__in=[RevisionState.DRAFT, RevisionState.SUBMITTED]),
            ),
            models.UniqueConstraint(
                name="one_approved_revision_per_pack_and_version",
                fields=["pack_id", "version"],
                condition=Q(state=RevisionState.APPROVED),
            ),
        ]
        indexes = [
            models.Index(OpClass("unit_path", "varchar_pattern_ops"), name="pack_revision_subtree")
        ]
        triggers = [
            pgtrigger.Protect(
                name="approved_pack_is_never_changed",
                operation=pgtrigger.Update,
                condition=APPROVED_KEPT,
            ),
            pgtrigger.Protect(
                name="approved_pack_is_never_deleted",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__state=RevisionState.APPROVED),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pack_id} 第{self.version}版"

    @property
    def source(self) -> PackText:
        """The text as the packs in force are made of it."""
        return pack_text(f"{self.pack_id}-v{self.version}.yaml", self.text)
