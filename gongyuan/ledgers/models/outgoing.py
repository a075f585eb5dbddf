from django.db import models

from gongyuan.core.models import File
from gongyuan.ledgers.choices import LedgerKind
from gongyuan.ledgers.models.ledger import LedgerQuerySet
from gongyuan.organisations.models import Unit
from gongyuan.people.models import Post, User


class LedgerExport(models.Model):
    """A ledger taken away as an Excel file: by whom, of what, how many rows."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="导出人")
    #: What is in sight is that of the post when the rows are written.
    post = models.ForeignKey(Post, models.PROTECT, related_name="+", verbose_name="岗位")
    kind = models.CharField("种类", max_length=20, choices=LedgerKind)
    has_personal = models.BooleanField("含个人信息", default=False)
    total = models.PositiveIntegerField("行数")
    done = models.PositiveIntegerField("已写", default=0)
    file = models.ForeignKey(
        File, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="文件"
    )
    asked_at = models.DateTimeField("提出时间")
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)
    failed_at = models.DateTimeField("失败时间", null=True, blank=True)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = "台账导出"
        constraints = [
            models.CheckConstraint(
                name="ledger_export_ends_one_way",
                condition=models.Q(finished_at=None) | models.Q(failed_at=None),
            )
        ]
        indexes = [
            models.Index(
                "asked_at", name="ledger_export_kept", condition=models.Q(file__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.done}/{self.total}"

    @property
    def is_running(self) -> bool:
        return self.finished_at is None and self.failed_at is None
