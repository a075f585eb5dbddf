"""Ledgers that come in: the file, its rows as read, what they would do, what they did."""

from datetime import date
from typing import Any

from django.db import models

from gongyuan.core.crypto import EncryptedTextField
from gongyuan.core.models import File
from gongyuan.ledgers.choices import LedgerKind, RowOutcome, Standing
from gongyuan.ledgers.rules import kinds_within, standing
from gongyuan.organisations.models import Unit
from gongyuan.people.models import Post


class LedgerQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Any) -> "LedgerQuerySet":
        """The own unit's, of the kinds the post has the power for: they hold whole numbers."""
        if actor.unit_id is None or not actor.unit_path:
            return self.none()
        return self.filter(unit_id=actor.unit_id, kind__in=kinds_within(actor.capabilities))

    def handled_by(self, actor: Any) -> "LedgerQuerySet":
        return self.visible_to(actor)


class IncomingQuerySet(LedgerQuerySet):
    def goes_over(self, *, on: date) -> "IncomingQuerySet":
        """Those on their way into the registers: neither imported nor given up."""
        return self.filter(imported_at=None, discarded_at=None, forgotten_at=None)


class Ledger(models.Model):
    """A ledger kept in Excel until now (台账), from its upload until it is forgotten."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    #: The post it was handed in from: what may be imported is what that post may do.
    post = models.ForeignKey(Post, models.PROTECT, related_name="+", verbose_name="岗位")
    kind = models.CharField("种类", max_length=20, choices=LedgerKind)
    name = models.CharField("文件名", max_length=200)
    file = models.ForeignKey(
        File, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="文件"
    )
    #: Sheet by sheet where the table stands and what its columns mean.
    layout = models.JSONField("认列", default=list)
    #: What is meant for every row by a column that the ledger does not have.
    defaults = models.JSONField("统一填写", default=dict)
    #: Rows by what importing them would do.
    counts = models.JSONField("行数", default=dict)
    uploaded_at = models.DateTimeField("上传时间")
    uploaded_by = models.CharField("上传人", max_length=200)
    read_at = models.DateTimeField("读出时间", null=True, blank=True)
    matched_at = models.DateTimeField("认列时间", null=True, blank=True)
    checked_at = models.DateTimeField("检查时间", null=True, blank=True)
    asked_at = models.DateTimeField("要求导入时间", null=True, blank=True)
    imported_at = models.DateTimeField("导入时间", null=True, blank=True)
    undo_asked_at = models.DateTimeField("要求撤销时间", null=True, blank=True)
    undo_note = models.CharField("撤销理由", max_length=200, blank=True)
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)
    discarded_at = models.DateTimeField("作废时间", null=True, blank=True)
    #: When its file, rows and what it would take to undo it were destroyed.
    forgotten_at = models.DateTimeField("清除时间", null=True, blank=True)
    fault = models.CharField("没有做成的原因", max_length=300, blank=True)

    objects = IncomingQuerySet.as_manager()

    class Meta:
        verbose_name = "台账"
        constraints = [
            models.CheckConstraint(
                name="ledger_is_undone_after_import",
                condition=models.Q(undone_at=None) | models.Q(imported_at__isnull=False),
            ),
            models.CheckConstraint(
                name="ledger_is_imported_after_its_check",
                condition=models.Q(imported_at=None) | models.Q(checked_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "-id"], name="ledger_of_unit"),
            models.Index(
                "uploaded_at", name="ledger_kept", condition=models.Q(forgotten_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}"

    @property
    def standing(self) -> Standing:
        return standing(self)

    def count(self, outcome: str) -> int:
        """How many rows importing would treat so."""
        return int(self.counts.get(outcome, 0))


class LedgerRow(models.Model):
    """One row of a ledger as it was read and mended, and what importing it would do."""

    ledger = models.ForeignKey(
        Ledger, models.CASCADE, related_name="rows", db_index=False, verbose_name="台账"
    )
    position = models.PositiveIntegerField("序号")
    sheet = models.CharField("表", max_length=60)
    number = models.PositiveIntegerField("行")
    #: Texts by column name, as JSON.
    cells = EncryptedTextField("内容", blank=True, default="")
    #: Keyed hash of what tells one record from another.
    key = models.BinaryField("识别值", max_length=16, null=True)
    outcome = models.CharField("结果", max_length=10, choices=RowOutcome)
    #: Pairs of column name and reason; they never repeat what is written in the cell.
    faults = models.JSONField("要改的", default=list)
    hints = models.JSONField("提示", default=list)
    #: Column name to [before, after], as JSON.
    changes = EncryptedTextField("变化", blank=True, default="")

    class Meta:
        verbose_name = "台账行"
        constraints = [
            models.UniqueConstraint(
                fields=["ledger", "position"], name="one_row_per_ledger_and_position"
            )
        ]
        indexes = [
            models.Index("ledger", "outcome", "position", name="ledger_row_by_outcome"),
            models.Index("ledger", "key", name="ledger_row_by_key"),
        ]

    def __str__(self) -> str:
        return f"{self.ledger_id} {self.position}"


class LedgerEntry(models.Model):
    """One record that an import created or changed, to be taken back with it."""

    ledger = models.ForeignKey(
        Ledger, models.CASCADE, related_name="entries", db_index=False, verbose_name="台账"
    )
    position = models.PositiveIntegerField("序号")
    model = models.CharField("对象", max_length=60)
    object_id = models.BigIntegerField("对象编号")
    is_new = models.BooleanField("新增", default=True)
    #: Field by field what stood there and what was written, as JSON; empty for a new record.
    changes = EncryptedTextField("改动", blank=True, default="")

    class Meta:
        verbose_name = "台账导入记录"
        indexes = [models.Index("ledger", "model", "object_id", name="ledger_entry_of_record")]

    def __str__(self) -> str:
        return f"{self.model} {self.object_id}"


class LedgerProgress(models.Model):
    """How far a job has come with a ledger, told from outside its transaction."""

    ledger = models.OneToOneField(
        Ledger, models.CASCADE, related_name="progress", verbose_name="台账"
    )
    total = models.PositiveIntegerField("行数", default=0)
    read = models.PositiveIntegerField("已读", default=0)
    checked = models.PositiveIntegerField("已查", default=0)
    written = models.PositiveIntegerField("已写", default=0)

    class Meta:
        verbose_name = "台账进度"

    def __str__(self) -> str:
        return f"{self.ledger_id} {self.read}/{self.checked}/{self.written}"


class LedgerHeadings(models.Model):
    """What a unit calls the columns of a kind, in its own order: the ledger goes out the same."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+", verbose_name="单位")
    kind = models.CharField("种类", max_length=20, choices=LedgerKind)
    #: Pairs of heading and column name; "" for a column of its own that is kept empty.
    headings = models.JSONField("栏目", default=list)
    kept_at = models.DateTimeField("记下时间")

    class Meta:
        verbose_name = "台账栏目"
        constraints = [
            models.UniqueConstraint(fields=["unit", "kind"], name="one_heading_per_unit_and_kind")
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.kind}"
