from typing import Any

from django.db import models

from gongyuan.core.crypto import EncryptedTextField
from gongyuan.organisations.models import Unit, path_index
from gongyuan.people.choices import MergeOf, MergeState


class MergeQuerySet(models.QuerySet["Merge"]):
    def visible_to(self, actor: Any) -> "MergeQuerySet":
        if not actor.unit_path or not actor.can("people.merge"):
            return self.none()
        return self.filter(unit_path__startswith=actor.unit_path)

    def handled_by(self, actor: Any) -> "MergeQuerySet":
        """Of the own unit and those below, where often one person alone does this work."""
        return self.visible_to(actor)


class Merge(models.Model):
    """Two entries proposed to be one person or one employer (合并): by one, judged by another.

    The ids are no foreign keys: what points at a person follows a merge, and this must not.
    """

    of = models.CharField("对象", max_length=10, choices=MergeOf)
    kept_id = models.BigIntegerField("保留的登记")
    absorbed_id = models.BigIntegerField("并入的登记")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="提出单位")
    unit_path = models.CharField("路径", max_length=120)
    state = models.CharField(
        "状态", max_length=20, choices=MergeState, default=MergeState.SUGGESTED
    )
    reason = models.CharField("理由", max_length=300)
    #: Names of the fields whose value is taken from the entry that is absorbed.
    taken = models.JSONField("取用的栏目", default=list)
    proposed_at = models.DateTimeField("提出时间")
    proposed_by = models.CharField("提出人", max_length=200)
    proposed_by_user_id = models.BigIntegerField("提出账号")
    decided_at = models.DateTimeField("确认时间", null=True, blank=True)
    decided_by = models.CharField("确认人", max_length=200, blank=True)
    undone_at = models.DateTimeField("恢复时间", null=True, blank=True)
    #: Which rows followed, by table and column, so that they can go back.
    moved = models.JSONField("随迁的记录", default=dict)
    #: What both entries held before, as far as it was changed: numbers among it, so sealed.
    before = EncryptedTextField("合并前", blank=True, default="")

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = "合并"
        constraints = [
            models.UniqueConstraint(
                fields=["of", "absorbed_id"],
                condition=models.Q(state="suggested"),
                name="one_open_proposal_for_an_entry",
            ),
            models.CheckConstraint(
                condition=~models.Q(kept_id=models.F("absorbed_id")),
                name="nobody_is_merged_with_oneself",
            ),
        ]
        indexes = [
            path_index("merge_subtree"),
            models.Index(fields=["of", "absorbed_id"], name="merge_of_absorbed"),
            models.Index(fields=["of", "kept_id"], name="merge_of_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.get_of_display()} {self.absorbed_id} → {self.kept_id}"
