from datetime import date
from typing import Any

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from gongyuan.cases.choices import (
    CLOSED_STATES,
    FINAL_STATES,
    MOVE_LABELS,
    STATE_LABELS,
    CaseState,
    MoveOf,
    Source,
)
from gongyuan.cases.models.case_indexes import CASE_INDEXES
from gongyuan.cases.workflow import WORKFLOW
from gongyuan.core.models import Moving
from gongyuan.core.money import YuanField
from gongyuan.lawyers.models import Lawyer
from gongyuan.matters.models import Matter
from gongyuan.organisations.models import AidInstitution, Unit
from gongyuan.people.models import Employer


class CaseQuerySet(models.QuerySet["Case"]):
    #: What a union has of each value once.
    own_numbers = (("application_number",), ("case_number",))

    def visible_to(self, actor: Any) -> "CaseQuerySet":
        """Staff: the subtree; a lawyer: the cases assigned, no longer than they are; a worker: the
        cases opened with code and phone; anybody else: none."""
        from gongyuan.cases.models.assignment import Assignment

        if actor.is_worker:
            return self.filter(pk__in=actor.case_ids)
        if actor.is_lawyer:
            mine = Assignment.objects.filter(
                case=models.OuterRef("pk"), lawyer__user_id=actor.user_id, ended_at=None
            )
            return self.filter(models.Exists(mine))
        if not actor.unit_path or not actor.can("cases.read"):
            return self.none()
        return self.filter(unit_path__startswith=actor.unit_path)

    def handled_by(self, actor: Any) -> "CaseQuerySet":
        """The cases this post may act on: its own unit's; a lawyer and a worker their own."""
        if actor.is_worker or actor.is_lawyer:
            return self.visible_to(actor)
        if actor.unit_id is None or not actor.can("cases.read"):
            return self.none()
        return self.filter(unit_id=actor.unit_id)

    def overseen_by(self, actor: Any) -> "CaseQuerySet":
        """The cases of units below the post's own, for the verbs of a superior."""
        if not actor.unit_path or not actor.can("cases.oversee"):
            return self.none()
        return self.filter(unit_path__startswith=actor.unit_path).exclude(unit_id=actor.unit_id)

    def open(self) -> "CaseQuerySet":
        return self.exclude(state__in=FINAL_STATES)

    def overdue(self, *, on: date) -> "CaseQuerySet":
        return self.filter(next_due_on__lt=on)

    def still_open(self, *, on: date) -> "CaseQuerySet":
        """Not yet archived, refused or withdrawn: what a union hands over when it ends."""
        return self.open()


@pgtrigger.register(
    pgtrigger.FSM(
        name="state_follows_the_table",
        field="state",
        transitions=[
            (str(source), str(t.target))
            for t in WORKFLOW.transitions
            for source in sorted(t.sources)
        ],
    )
)
@pghistory.track(
    pghistory.UpdateEvent(row=pghistory.Old),
    pghistory.DeleteEvent(),
    exclude=["search"],
)
class Case(Moving):
    """A legal-aid case of one or more workers against an employer, from application to archive."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="办理单位")
    unit_path = models.CharField("路径", max_length=120)
    institution = models.ForeignKey(
        AidInstitution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,  # case_last_of_institution begins with it
        verbose_name="援助机构",
    )
    matter = models.ForeignKey(
        Matter, models.PROTECT, related_name="cases", verbose_name="争议事项"
    )
    employer = models.ForeignKey(
        Employer, models.PROTECT, related_name="cases", verbose_name="用人单位"
    )
    state = models.CharField("状态", max_length=24, choices=CaseState, default=CaseState.SUBMITTED)
    source = models.CharField("来源", max_length=20, choices=Source)
    is_oral = models.BooleanField("口头申请", default=False)
    #: 平工援申〔2026〕118号, given when the application comes in.
    application_number = models.CharField("申请编号", max_length=60)
    #: 平工援〔2026〕86号, given with the decision to grant.
    case_number = models.CharField("案号", max_length=60, null=True, blank=True)

    # What the rules read; the codes are those of policy.choices.
    applicant_kind = models.CharField("申请主体", max_length=20)
    matter_scope = models.CharField("援助范围", max_length=30)
    aid_form = models.CharField("援助形式", max_length=20)
    claim_kinds = ArrayField(models.CharField(max_length=30), verbose_name="请求", default=list)
    hardship_grounds = ArrayField(
        models.CharField(max_length=30), verbose_name="困难情形", default=list
    )
    is_migrant = models.BooleanField("农民工", default=False)
    has_severe_infringement_evidence = models.BooleanField("有权益被严重侵害的证据", null=True)
    is_emergency = models.BooleanField("情况紧急", default=False)
    emergency_reason = models.CharField("紧急原因", max_length=200, blank=True)
    is_restructuring = models.BooleanField("企业重组破产", default=False)
    people_count = models.PositiveIntegerField("人数", default=1)
    is_fast_track = models.BooleanField("快速通道", default=False)
    is_major = models.BooleanField("重大案件", default=False)

    #: 王×国 等3人, for lists; the people themselves are the applicants.
    applicant_label = models.CharField("申请人", max_length=60)
    facts_text = models.TextField("事实与理由")
    claim_amount = YuanField("请求金额", null=True, blank=True)
    region_code = models.CharField("履行地", max_length=12, blank=True)
    employed_from = models.DateField("入职日期", null=True, blank=True)
    employed_to = models.DateField("离职日期", null=True, blank=True)
    #: 点援: weighs when a lawyer is proposed.
    wished_lawyer = models.ForeignKey(
        Lawyer,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,  # nobody looks for cases by it
        related_name="+",
        verbose_name="点名的律师",
    )
    contact_note = models.CharField("联系提示", max_length=100, blank=True)

    applied_at = models.DateTimeField("申请时间")
    accepted_at = models.DateTimeField("受理时间", null=True, blank=True)
    decided_at = models.DateTimeField("决定时间", null=True, blank=True)
    is_provisional = models.BooleanField("先行援助", default=False)
    #: 结案日: the day the last document was received, or the day of termination.
    closed_on = models.DateField("结案日", null=True, blank=True)
    archived_at = models.DateTimeField("归档时间", null=True, blank=True)

    #: The soonest open deadline, kept by `actions/deadlines.py` for the worklist's index.
    next_due_on = models.DateField("下一期限", null=True, blank=True)
    next_due_code = models.CharField("期限代码", max_length=30, blank=True)

    #: Given by the form that was sent, so that the same form sent twice makes one case.
    submission_key = models.UUIDField("提交标识", unique=True)
    search = SearchVectorField(null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = "法律援助案件"
        constraints = [
            models.CheckConstraint(
                name="case_state_is_known", condition=models.Q(state__in=CaseState.values)
            ),
            models.CheckConstraint(
                name="case_closed_on_iff_closed",
                condition=models.Q(state__in=CLOSED_STATES, closed_on__isnull=False)
                | (~models.Q(state__in=CLOSED_STATES) & models.Q(closed_on=None)),
            ),
            models.CheckConstraint(
                name="case_archived_at_iff_archived",
                condition=models.Q(state=CaseState.ARCHIVED, archived_at__isnull=False)
                | (~models.Q(state=CaseState.ARCHIVED) & models.Q(archived_at=None)),
            ),
            # Two units may write the same 机关代字; a number is one unit's own.
            models.UniqueConstraint(
                fields=["unit", "application_number"], name="application_number_is_the_units_own"
            ),
            models.UniqueConstraint(
                fields=["unit", "case_number"], name="case_number_is_the_units_own"
            ),
            models.CheckConstraint(
                name="case_people_are_at_least_one", condition=models.Q(people_count__gte=1)
            ),
            models.CheckConstraint(
                name="case_move_is_known",
                condition=models.Q(move_of__in=["", *MoveOf.values]),
            ),
        ]
        indexes = CASE_INDEXES

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return self.case_number or self.application_number

    @property
    def is_open(self) -> bool:
        return self.state not in FINAL_STATES

    def get_state_display(self) -> str:  # type: ignore[no-redef] # the plugin adds it too
        return STATE_LABELS[self.state]

    @property
    def move_label(self) -> str:
        return MOVE_LABELS.get(self.move_of, "")


class Deadline(models.Model):
    """A date by which something must be done on a case, with the rule it was reckoned by."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="deadlines", verbose_name="案件")
    #: A code of the table of deadlines (law) or of a stage.
    code = models.CharField("代码", max_length=30)
    label = models.CharField("事项", max_length=100)
    #: Whose it is to keep; the case's own move may differ while others are awaited.
    kept_by = models.CharField("由谁", max_length=20, choices=MoveOf)
    starts_on = models.DateField("起算日")
    due_on = models.DateField("期限")
    source = models.CharField("依据", max_length=200)
    steps = models.JSONField("推算", default=list)
    is_provisional = models.BooleanField("日历未公布，暂算", default=False)
    is_verified = models.BooleanField("依据已核", default=True)
    met_at = models.DateTimeField("完成时间", null=True, blank=True)
    cancelled_at = models.DateTimeField("不再适用", null=True, blank=True)

    class Meta:
        verbose_name = "期限"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "code"],
                condition=models.Q(met_at=None, cancelled_at=None),
                name="one_open_deadline_per_case_and_code",
            )
        ]
        indexes = [
            models.Index(
                "due_on",
                name="deadline_open",
                condition=models.Q(met_at=None, cancelled_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.due_on}"
