from datetime import date
from typing import Any

from django.db import models

from gongyuan.organisations.models import Unit, path_index
from gongyuan.people.choices import AccountRequestState, Employment, Role
from gongyuan.people.models.account import User


class AccountRequestQuerySet(models.QuerySet["AccountRequest"]):
    def visible_to(self, actor: Any) -> "AccountRequestQuerySet":
        """Whoever keeps accounts: those of the subtree; others: those they may ask for."""
        if not actor.unit_path:
            return self.none()
        if actor.can("people.manage_accounts") or actor.can("people.ask_accounts"):
            return self.filter(unit_path__startswith=actor.unit_path)
        return self.none()

    def handled_by(self, actor: Any) -> "AccountRequestQuerySet":
        if not actor.can("people.manage_accounts"):
            return self.none()
        return self.visible_to(actor)

    def still_open(self, *, on: date) -> "AccountRequestQuerySet":
        """Not yet answered; a union that ends hands them over."""
        return self.filter(state=AccountRequestState.APPLIED_FOR)


class AccountRequest(models.Model):
    """A request for an account of a named person with a role (申请开通账号)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField("路径", max_length=120)
    submission_key = models.UUIDField("提交标识", unique=True)
    name = models.CharField("姓名", max_length=40)
    role = models.CharField("角色", max_length=30, choices=Role)
    employment = models.CharField(
        "用工", max_length=10, choices=Employment, default=Employment.FULL_TIME
    )
    starts_on = models.DateField("任职自")
    expires_on = models.DateField("账号有效至", null=True, blank=True)
    reason = models.CharField("理由", max_length=300)
    #: The certificate of a duty that asks for one, told with the request.
    certificate_number = models.CharField("证书编号", max_length=60, blank=True)
    certificate_issuer = models.CharField("发证单位", max_length=100, blank=True)
    certificate_issued_on = models.DateField("发证日期", null=True, blank=True)
    certificate_valid_until = models.DateField("证书有效期至", null=True, blank=True)
    state = models.CharField(
        "状态", max_length=20, choices=AccountRequestState, default=AccountRequestState.APPLIED_FOR
    )
    asked_at = models.DateTimeField("申请时间")
    asked_by = models.CharField("申请人", max_length=200)
    asked_by_user_id = models.BigIntegerField("申请账号")
    decided_at = models.DateTimeField("审批时间", null=True, blank=True)
    decided_by = models.CharField("审批人", max_length=200, blank=True)
    answer = models.CharField("审批意见", max_length=300, blank=True)
    user = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="requests", verbose_name="账号"
    )

    objects = AccountRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "账号申请"
        indexes = [
            path_index("account_request_subtree"),
            models.Index(
                fields=["unit"],
                name="account_request_open",
                condition=models.Q(state="account_applied"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.get_role_display()}"
