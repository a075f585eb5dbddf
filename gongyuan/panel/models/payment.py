from typing import Any

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q

from gongyuan.cases.models import Case
from gongyuan.core.money import YuanField
from gongyuan.lawyers.models import Lawyer, PanelTerm
from gongyuan.organisations.models import Unit, own_or_taken_in, path_index
from gongyuan.panel.choices import PaymentKind
from gongyuan.panel.models.scopes import PanelQuerySet


class PaymentQuerySet(PanelQuerySet):
    powers = ("panel.pay", "audit.read")

    def handled_by(self, actor: Any) -> Any:
        """Who pays for the union that paid, or for the one that has taken it in; never a lawyer."""
        if actor.is_lawyer or actor.unit_id is None or not actor.can("panel.pay"):
            return self.none()
        return self.visible_to(actor).filter(own_or_taken_in(actor.unit_id))

    def standing(self) -> Any:
        """Not withdrawn."""
        return self.filter(withdrawn_at=None)


@pgtrigger.register(pgtrigger.Protect(name="payments_stay", operation=pgtrigger.Delete))
@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old))
class Payment(models.Model):
    """That a union has paid a member of the team: the stipend of a term, or for a case (附件1 二).

    It is what somebody wrote down from a voucher, never something reckoned; a mistake is withdrawn
    and stays on record. Sources, budgets and bank files may refer to it.
    """

    kind = models.CharField("发放什么", max_length=20, choices=PaymentKind)
    lawyer = models.ForeignKey(Lawyer, models.PROTECT, related_name="payments", verbose_name="律师")
    term = models.ForeignKey(
        PanelTerm,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="payments",
        verbose_name="聘期",
    )
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="payments", verbose_name="案件"
    )
    #: The union whose money it was.
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="付款工会")
    unit_path = models.CharField("路径", max_length=120)
    yuan = YuanField("金额")
    paid_on = models.DateField("发放日期")
    voucher = models.CharField("凭证号", max_length=60)
    #: The clause of the pack for a stipend, the local standard for a case.
    source = models.CharField("依据", max_length=200)
    #: Why a stipend differs from the rule; which stage of a case it was.
    note = models.CharField("说明", max_length=200, blank=True)
    #: Given by the form that was sent, so that the same form sent twice is one payment.
    submission_key = models.UUIDField("提交标识", unique=True)
    recorded_at = models.DateTimeField("登记时间")
    recorded_by = models.CharField("登记人", max_length=200)
    withdrawn_at = models.DateTimeField("撤销时间", null=True, blank=True)
    withdrawn_by = models.CharField("撤销人", max_length=200, blank=True)
    withdrawn_why = models.CharField("撤销理由", max_length=200, blank=True)

    objects = PaymentQuerySet.as_manager()

    class Meta:
        verbose_name = "发放记录"
        constraints = [
            models.CheckConstraint(
                name="a_payment_is_for_a_term_or_a_case",
                condition=Q(kind=PaymentKind.STIPEND, term__isnull=False, case=None)
                | Q(kind=PaymentKind.CASE_SUBSIDY, case__isnull=False, term=None),
            ),
            models.CheckConstraint(name="a_payment_is_more_than_nothing", condition=Q(yuan__gt=0)),
            models.CheckConstraint(
                name="a_withdrawn_payment_says_why",
                condition=Q(withdrawn_at=None, withdrawn_why="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_why="")),
            ),
            models.UniqueConstraint(
                fields=["term"],
                condition=Q(kind=PaymentKind.STIPEND, withdrawn_at=None),
                name="one_standing_stipend_per_term",
            ),
        ]
        indexes = [
            path_index("payment_subtree", "paid_on"),
            models.Index("lawyer", "paid_on", name="payment_of_lawyer"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.paid_on} {self.voucher}"
