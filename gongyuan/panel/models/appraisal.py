import pghistory
import pgtrigger
from django.db import models

from gongyuan.core.models import File
from gongyuan.lawyers.models import Lawyer, PanelTerm
from gongyuan.organisations.models import Unit, path_index
from gongyuan.panel.choices import (
    AppraisalSide,
    AppraisalState,
    HonourKind,
    HonourState,
    SummaryPart,
)
from gongyuan.panel.models.scopes import AppraisalQuerySet, UnionQuerySet
from gongyuan.panel.workflow import APPRAISALS, HONOURS


@pgtrigger.register(
    pgtrigger.FSM(
        name="appraisal_state_follows_the_table",
        field="state",
        transitions=[
            (str(source), str(t.target))
            for t in APPRAISALS.transitions
            for source in sorted(t.sources)
        ],
    )
)
@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class Appraisal(models.Model):
    """The yearly appraisal of one member by union and justice bureau together (附件1 六)."""

    term = models.OneToOneField(
        PanelTerm, models.PROTECT, related_name="appraisal", verbose_name="聘期"
    )
    lawyer = models.ForeignKey(
        Lawyer, models.PROTECT, related_name="appraisals", verbose_name="律师"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="聘任工会")
    unit_path = models.CharField("路径", max_length=120)
    state = models.CharField(
        "状态", max_length=12, choices=AppraisalState, default=AppraisalState.DRAWN_UP
    )
    drawn_up_at = models.DateTimeField("开始时间")
    #: The figures on which it was decided, as they were then.
    figures = models.JSONField("考核数字", default=dict)
    reason = models.TextField("考核结论说明", blank=True)
    clause = models.CharField("考核依据", max_length=200, blank=True)
    improve_by = models.DateField("改进期限", null=True, blank=True)
    decided_at = models.DateTimeField("考核决定时间", null=True, blank=True)
    decided_by = models.CharField("考核决定人", max_length=200, blank=True)

    objects = AppraisalQuerySet.as_manager()

    class Meta:
        verbose_name = "年度考核"
        constraints = [
            models.CheckConstraint(
                name="an_appraisal_is_decided_on_a_day",
                condition=models.Q(state=AppraisalState.DRAWN_UP, decided_at=None)
                | (~models.Q(state=AppraisalState.DRAWN_UP) & models.Q(decided_at__isnull=False)),
            )
        ]
        indexes = [
            path_index("appraisal_subtree"),
            models.Index(
                "unit",
                "improve_by",
                name="appraisal_open",
                condition=models.Q(state__in=[AppraisalState.DRAWN_UP, AppraisalState.IMPROVING]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lawyer_id} {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state in (AppraisalState.DRAWN_UP, AppraisalState.IMPROVING)


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class AppraisalOpinion(models.Model):
    """What one of the two says of a member's year: duties completed or not, and why."""

    appraisal = models.ForeignKey(
        Appraisal, models.PROTECT, related_name="opinions", verbose_name="年度考核"
    )
    side = models.CharField("哪一方", max_length=8, choices=AppraisalSide)
    is_done = models.BooleanField("完成了任务")
    text = models.TextField("意见")
    given_at = models.DateTimeField("意见时间")
    given_by = models.CharField("意见人", max_length=200)

    class Meta:
        verbose_name = "考核意见"
        constraints = [
            models.UniqueConstraint(fields=["appraisal", "side"], name="one_opinion_a_side")
        ]

    def __str__(self) -> str:
        return f"{self.appraisal_id} {self.side}"


@pgtrigger.register(
    pgtrigger.FSM(
        name="honour_state_follows_the_table",
        field="state",
        transitions=[
            (str(source), str(t.target))
            for t in HONOURS.transitions
            for source in sorted(t.sources)
        ],
    )
)
class HonourRound(models.Model):
    """A round of commendation of the members of some years (附件1 五(二)、六)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="表彰工会")
    unit_path = models.CharField("路径", max_length=120)
    state = models.CharField("状态", max_length=8, choices=HonourState, default=HonourState.PICKING)
    years_from = models.DateField("自")
    years_to = models.DateField("至")
    source = models.CharField("依据", max_length=200)
    begun_at = models.DateTimeField("开始时间")
    shown_from = models.DateField("公示自", null=True, blank=True)
    shown_to = models.DateField("公示至", null=True, blank=True)
    awarded_on = models.DateField("表彰日期", null=True, blank=True)
    number = models.CharField("表彰文号", max_length=60, blank=True)

    objects = UnionQuerySet.as_manager()

    class Meta:
        verbose_name = "表彰批次"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "years_from", "years_to"], name="years_are_commended_once"
            ),
            models.CheckConstraint(
                name="a_round_is_shown_before_it_is_awarded",
                condition=models.Q(state=HonourState.PICKING, shown_to=None)
                | (~models.Q(state=HonourState.PICKING) & models.Q(shown_to__isnull=False)),
            ),
        ]
        indexes = [path_index("honour_round_subtree")]

    def __str__(self) -> str:
        return f"{self.years_from}—{self.years_to}"


class HonourCandidate(models.Model):
    """A member proposed for an honour, with the facts that speak for it."""

    round = models.ForeignKey(
        HonourRound, models.PROTECT, related_name="candidates", verbose_name="表彰批次"
    )
    lawyer = models.ForeignKey(Lawyer, models.PROTECT, related_name="honours", verbose_name="律师")
    kind = models.CharField("表彰", max_length=16, choices=HonourKind)
    reason = models.CharField("事迹", max_length=500)
    figures = models.JSONField("数字", default=dict)
    picked_at = models.DateTimeField("推荐时间")
    picked_by = models.CharField("推荐人", max_length=200)
    dropped_at = models.DateTimeField("撤下时间", null=True, blank=True)
    dropped_why = models.CharField("撤下理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "表彰人选"
        constraints = [
            models.UniqueConstraint(
                fields=["round", "lawyer", "kind"], name="one_candidate_a_lawyer_and_honour"
            )
        ]

    def __str__(self) -> str:
        return f"{self.lawyer_id} {self.kind}"


class CountySummary(models.Model):
    """What a county reports of the team's work to the city twice a year (附件1 四(三))."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="报送工会")
    unit_path = models.CharField("路径", max_length=120)
    part = models.CharField("哪一次", max_length=8, choices=SummaryPart)
    due_on = models.DateField("报送期限")
    due_source = models.CharField("期限依据", max_length=200)
    text = models.TextField("工作情况和经验做法", blank=True)
    typical_cases = models.TextField("典型案例", blank=True)
    suggestions = models.TextField("意见建议", blank=True)
    sent_at = models.DateTimeField("报送时间", null=True, blank=True)
    sent_by = models.CharField("报送人", max_length=200, blank=True)

    objects = UnionQuerySet.as_manager()

    class Meta:
        verbose_name = "县级工作总结"
        constraints = [
            models.UniqueConstraint(fields=["unit", "due_on"], name="one_summary_a_unit_and_day"),
            models.CheckConstraint(
                name="a_sent_summary_says_something",
                condition=models.Q(sent_at=None) | ~models.Q(text=""),
            ),
        ]
        indexes = [
            path_index("county_summary_subtree", "due_on"),
            models.Index(
                "unit", "due_on", name="county_summary_due", condition=models.Q(sent_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.due_on}"


class SummaryFile(models.Model):
    """A photo or a paper that goes with a county's summary (书面、照片等形式)."""

    summary = models.ForeignKey(
        CountySummary, models.PROTECT, related_name="files", verbose_name="县级工作总结"
    )
    file = models.ForeignKey(File, models.PROTECT, related_name="+", verbose_name="文件")

    class Meta:
        verbose_name = "总结附件"

    def __str__(self) -> str:
        return str(self.file_id)
