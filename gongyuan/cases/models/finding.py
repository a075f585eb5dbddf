"""What people keep of the list of cases: filters by name, and lists taken away as Excel files."""

from typing import Any

from django.db import models

from gongyuan.core.models import File
from gongyuan.people.models import Post, User


class OwnQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Any) -> "OwnQuerySet":
        """What the account itself made, in whatever post; nobody else's."""
        if actor.user_id is None:
            return self.none()
        return self.filter(user_id=actor.user_id)

    def handled_by(self, actor: Any) -> "OwnQuerySet":
        return self.visible_to(actor)


class SavedFilter(models.Model):
    """A filter of the list of cases that an account keeps under a name of its own."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="账号")
    name = models.CharField("名称", max_length=20)
    #: What stands in the address for it: names of the filter's fields and their values as text.
    chosen = models.JSONField("筛选", default=dict)
    saved_at = models.DateTimeField("保存时间")

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = "保存的筛选"
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="saved_filter_name_of_account")
        ]

    def __str__(self) -> str:
        return self.name


class CaseExport(models.Model):
    """A list of cases written to Excel: by whom, of which filter, how many rows."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="导出人")
    #: The post it was asked in: what is in sight is that of the post when it is written.
    post = models.ForeignKey(Post, models.PROTECT, related_name="+", verbose_name="岗位")
    chosen = models.JSONField("筛选", default=dict)
    #: The filter in words, as they stand in the file.
    words = models.CharField("筛选说明", max_length=300, blank=True)
    total = models.PositiveIntegerField("件数")
    done = models.PositiveIntegerField("已写", default=0)
    file = models.ForeignKey(
        File, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="文件"
    )
    asked_at = models.DateTimeField("提出时间")
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)
    failed_at = models.DateTimeField("失败时间", null=True, blank=True)

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = "案件导出"
        constraints = [
            models.CheckConstraint(
                name="case_export_ends_one_way",
                condition=models.Q(finished_at=None) | models.Q(failed_at=None),
            )
        ]
        indexes = [
            models.Index(
                "asked_at", name="case_export_kept", condition=models.Q(file__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.done}/{self.total}"

    @property
    def is_running(self) -> bool:
        return self.finished_at is None and self.failed_at is None
