from datetime import date

import pghistory
import pgtrigger
from django.db import models

from gongyuan.cases.models import Case
from gongyuan.core.models import File
from gongyuan.lawyers.models import Lawyer, PanelTerm
from gongyuan.organisations.models import Unit, path_index
from gongyuan.panel.choices import CONDUCT_SETTLED, ConductGround, ConductState
from gongyuan.panel.models.scopes import CaseHandOverQuerySet, PanelQuerySet
from gongyuan.panel.workflow import CONDUCT


class ConductQuerySet(PanelQuerySet):
    def open(self) -> "ConductQuerySet":
        return self.exclude(state__in=CONDUCT_SETTLED)

    def still_open(self, *, on: date) -> "ConductQuerySet":
        """Not yet settled; a union that ends hands them over."""
        return self.open()

    def goes_over(self, *, on: date) -> "ConductQuerySet":
        """The same, and those on which the lawyer may still ask for a review."""
        return self.open() | self.filter(state=ConductState.REMOVED, objection_due_on__gte=on)


@pgtrigger.register(
    pgtrigger.FSM(
        name="conduct_state_follows_the_table",
        field="state",
        transitions=[
            (str(source), str(t.target))
            for t in CONDUCT.transitions
            for source in sorted(t.sources)
        ],
    )
)
@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class Conduct(models.Model):
    """A proceeding to take a membership away, on one of six grounds (附件2 第五条)."""

    term = models.ForeignKey(
        PanelTerm, models.PROTECT, related_name="conducts", verbose_name="聘期"
    )
    lawyer = models.ForeignKey(Lawyer, models.PROTECT, related_name="conducts", verbose_name="律师")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="聘任工会")
    unit_path = models.CharField("路径", max_length=120)
    state = models.CharField(
        "状态", max_length=12, choices=ConductState, default=ConductState.OPENED
    )
    ground = models.CharField("情形", max_length=16, choices=ConductGround)
    ground_source = models.CharField("情形依据", max_length=200)
    facts = models.TextField("事实")
    #: How many complaints were verified when it was opened: the same ones open it once.
    verified_count = models.PositiveSmallIntegerField("属实投诉数", default=0)
    opened_at = models.DateTimeField("立案时间")
    opened_by = models.CharField("立案人", max_length=200)
    #: Whoever opened or proposed it does not decide; no account: the system opened it.
    opener_id = models.BigIntegerField("立案账号", null=True, blank=True)
    statement_due_on = models.DateField("陈述期限", null=True, blank=True)
    statement_source = models.CharField("陈述期限依据", max_length=200, blank=True)
    statement = models.TextField("律师陈述", blank=True)
    stated_at = models.DateTimeField("陈述时间", null=True, blank=True)
    proposal = models.TextField("处理意见", blank=True)
    proposed_by = models.CharField("提出人", max_length=200, blank=True)
    proposer_id = models.BigIntegerField("提出账号", null=True, blank=True)
    decision = models.TextField("决定理由", blank=True)
    decided_at = models.DateTimeField("处理决定时间", null=True, blank=True)
    decided_by = models.CharField("决定人", max_length=200, blank=True)
    decider_id = models.BigIntegerField("决定账号", null=True, blank=True)
    objection_due_on = models.DateField("复核申请期限", null=True, blank=True)
    objection_source = models.CharField("复核期限依据", max_length=200, blank=True)
    objection = models.TextField("复核申请", blank=True)
    review = models.TextField("复核意见", blank=True)
    reviewed_at = models.DateTimeField("复核时间", null=True, blank=True)
    reviewed_by = models.CharField("复核人", max_length=200, blank=True)

    objects = ConductQuerySet.as_manager()

    class Meta:
        verbose_name = "成员资格审查"
        constraints = [
            models.UniqueConstraint(
                fields=["term", "ground"],
                condition=~models.Q(state__in=CONDUCT_SETTLED),
                name="one_open_proceeding_a_term_and_ground",
            ),
            models.CheckConstraint(
                name="a_decided_proceeding_has_a_day",
                condition=models.Q(decided_at__isnull=False)
                | models.Q(
                    state__in=[
                        ConductState.OPENED,
                        ConductState.NOTIFIED,
                        ConductState.HEARD,
                        ConductState.PUT_FORWARD,
                    ]
                ),
            ),
            models.CheckConstraint(
                name="who_proposes_does_not_decide",
                condition=models.Q(decider_id=None)
                | (
                    (models.Q(proposer_id=None) | ~models.Q(decider_id=models.F("proposer_id")))
                    & (models.Q(opener_id=None) | ~models.Q(decider_id=models.F("opener_id")))
                ),
            ),
        ]
        indexes = [
            path_index("conduct_subtree"),
            models.Index(
                "unit",
                "statement_due_on",
                name="conduct_open",
                condition=~models.Q(state__in=CONDUCT_SETTLED),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lawyer_id} {self.get_ground_display()}"

    @property
    def is_open(self) -> bool:
        return self.state not in CONDUCT_SETTLED


class ConductEvidence(models.Model):
    """A file or a remark that shows a ground of a proceeding."""

    conduct = models.ForeignKey(
        Conduct, models.PROTECT, related_name="evidence", verbose_name="成员资格审查"
    )
    title = models.CharField("证据", max_length=200)
    file = models.ForeignKey(
        File, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="文件"
    )
    added_at = models.DateTimeField("收入时间")
    added_by = models.CharField("收入人", max_length=200)

    class Meta:
        verbose_name = "资格审查证据"

    def __str__(self) -> str:
        return self.title


class CaseHandOver(models.Model):
    """An open case of a lawyer who is to leave: handed over, or kept for a stated reason."""

    conduct = models.ForeignKey(
        Conduct, models.PROTECT, related_name="hand_overs", verbose_name="成员资格审查"
    )
    case = models.ForeignKey(
        Case, models.PROTECT, related_name="+", db_index=False, verbose_name="案件"
    )
    #: The office that has the case and hands it over.
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="办理单位")
    unit_path = models.CharField("路径", max_length=120)
    lawyer = models.ForeignKey(
        Lawyer, models.PROTECT, related_name="+", db_index=False, verbose_name="原承办律师"
    )
    asked_at = models.DateTimeField("要求移交时间")
    kept_why = models.CharField("不换律师的理由", max_length=300, blank=True)
    settled_at = models.DateTimeField("了结时间", null=True, blank=True)
    settled_by = models.CharField("了结人", max_length=200, blank=True)

    objects = CaseHandOverQuerySet.as_manager()

    class Meta:
        verbose_name = "案件移交"
        constraints = [
            models.UniqueConstraint(
                fields=["conduct", "case"], name="one_hand_over_a_case_and_proceeding"
            )
        ]
        indexes = [
            path_index("hand_over_subtree"),
            models.Index(
                "unit", "asked_at", name="hand_over_open", condition=models.Q(settled_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.conduct_id} {self.case_id}"
