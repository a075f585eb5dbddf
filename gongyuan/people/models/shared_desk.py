from datetime import date
from typing import Any

from django.db import models

from gongyuan.organisations.models import Unit, path_index
from gongyuan.people.models.account import Post, User


class SharedDeskQuerySet(models.QuerySet["SharedDesk"]):
    def visible_to(self, actor: Any) -> "SharedDeskQuerySet":
        if not actor.unit_path or not actor.can("people.manage_accounts"):
            return self.none()
        return self.filter(unit_path__startswith=actor.unit_path)

    def handled_by(self, actor: Any) -> "SharedDeskQuerySet":
        return self.visible_to(actor)

    def still_open(self, *, on: date) -> "SharedDeskQuerySet":
        """Desks in use; a union that ends hands them over."""
        return self.filter(closed_at=None)


class SharedDesk(models.Model):
    """A terminal with one account at which several people work, each by a signing code (共用窗口).

    The account by itself has no powers: whoever has signed acts, in the own name and post.
    """

    #: The account's post says what may be done at this desk at most.
    post = models.OneToOneField(Post, models.PROTECT, related_name="desk", verbose_name="窗口岗位")
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位"
    )
    unit_path = models.CharField("路径", max_length=120)
    name = models.CharField("名称", max_length=40)
    opened_at = models.DateTimeField("设立时间")
    closed_at = models.DateTimeField("停用时间", null=True, blank=True)

    objects = SharedDeskQuerySet.as_manager()

    class Meta:
        verbose_name = "共用窗口"
        indexes = [path_index("shared_desk_subtree")]

    def __str__(self) -> str:
        return self.name


class SigningCode(models.Model):
    """A person's short code for signing at a shared desk, kept as a slow hash (签到码)."""

    user = models.OneToOneField(
        User, models.CASCADE, related_name="signing_code", verbose_name="人员"
    )
    code_hash = models.CharField("签到码散列", max_length=160)
    #: Given by an administrator: the person sets an own one on first signing.
    must_change = models.BooleanField("须改", default=True)
    failures = models.PositiveSmallIntegerField("连续输错", default=0)
    paused_until = models.DateTimeField("停用至", null=True, blank=True)
    set_at = models.DateTimeField("设定时间")

    class Meta:
        verbose_name = "签到码"

    def __str__(self) -> str:
        return f"{self.user_id}"


class DeskSitting(models.Model):
    """That a person worked at a shared desk from when to when: also who was present (窗口签到)."""

    desk = models.ForeignKey(
        SharedDesk, models.PROTECT, related_name="sittings", verbose_name="共用窗口"
    )
    post = models.ForeignKey(Post, models.PROTECT, related_name="+", verbose_name="岗位")
    user = models.ForeignKey(
        User, models.PROTECT, related_name="+", db_index=False, verbose_name="人员"
    )
    signed_at = models.DateTimeField("签到时间")
    #: The last sign of life; a sitting nobody ended is over as of then.
    seen_at = models.DateTimeField("最后操作")
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        verbose_name = "窗口签到"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(seen_at__gte=models.F("signed_at")),
                name="sitting_is_seen_after_it_began",
            )
        ]
        indexes = [models.Index(fields=["user", "signed_at"], name="sitting_of_user")]

    def __str__(self) -> str:
        return f"{self.desk_id} {self.user_id} {self.signed_at:%Y-%m-%d %H:%M}"
