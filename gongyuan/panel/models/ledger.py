import pgtrigger
from django.db import models

from gongyuan.core.models import File
from gongyuan.lawyers.models import Lawyer, PanelTerm
from gongyuan.organisations.models import Unit, path_index
from gongyuan.panel.choices import ActivityKind, LedgerStep
from gongyuan.panel.models.scopes import LedgerQuerySet

_NEVER_CHANGED = pgtrigger.Update | pgtrigger.Delete


class YearlyLedger(models.Model):
    """The ledger of one term (年度工作台账, 附件1 四(五)): it writes itself, the lawyer signs."""

    term = models.OneToOneField(
        PanelTerm, models.PROTECT, related_name="ledger", verbose_name="聘期"
    )
    lawyer = models.ForeignKey(Lawyer, models.PROTECT, related_name="ledgers", verbose_name="律师")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="聘任工会")
    unit_path = models.CharField("路径", max_length=120)
    #: From when on it may be signed, and by when; the day is the policy's.
    opens_on = models.DateField("可签之日")
    due_on = models.DateField("台账期限", null=True, blank=True)
    due_source = models.CharField("期限依据", max_length=200, blank=True)
    remarks = models.TextField("律师补充说明", blank=True)
    #: The day of the first signature; later ones are corrections.
    signed_on = models.DateField("首次签署", null=True, blank=True)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = "年度工作台账"
        indexes = [
            path_index("yearly_ledger_subtree", "due_on"),
            models.Index(
                "unit", "due_on", name="yearly_ledger_due", condition=models.Q(signed_on=None)
            ),
            models.Index(
                "lawyer", "due_on", name="yearly_ledger_own", condition=models.Q(signed_on=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lawyer_id} {self.due_on}"


class LedgerPdf(models.Model):
    """A signed ledger as PDF, made by a job where LibreOffice is there."""

    version = models.OneToOneField(
        "panel.LedgerVersion", models.CASCADE, related_name="pdf", verbose_name="台账版本"
    )
    file = models.ForeignKey(File, models.PROTECT, related_name="+", verbose_name="文件")
    made_at = models.DateTimeField("制作时间")

    class Meta:
        verbose_name = "台账合成件"

    def __str__(self) -> str:
        return str(self.version_id)


@pgtrigger.register(pgtrigger.Protect(name="ledger_versions_stay", operation=_NEVER_CHANGED))
class LedgerVersion(models.Model):
    """A signed ledger as it was then, with its lines; a correction is a version of its own."""

    ledger = models.ForeignKey(
        YearlyLedger, models.PROTECT, related_name="versions", verbose_name="年度台账"
    )
    number = models.PositiveSmallIntegerField("第几版")
    remarks = models.TextField("律师补充说明", blank=True)
    lines_until = models.DateField("记到哪天")
    lines_count = models.PositiveIntegerField("项数")
    minutes = models.PositiveIntegerField("合计分钟")
    sha256 = models.CharField("校验值", max_length=64)
    is_late = models.BooleanField("逾期", default=False)
    signed_at = models.DateTimeField("签署时间")
    signed_by = models.CharField("签署人", max_length=200)

    class Meta:
        verbose_name = "台账版本"
        constraints = [
            models.UniqueConstraint(fields=["ledger", "number"], name="one_version_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.ledger_id} {self.number}"


@pgtrigger.register(pgtrigger.Protect(name="ledger_lines_stay", operation=_NEVER_CHANGED))
class LedgerLine(models.Model):
    """One line of a signed ledger, frozen, with the record it came from."""

    version = models.ForeignKey(
        LedgerVersion, models.PROTECT, related_name="lines", verbose_name="台账版本"
    )
    kind = models.CharField("活动", max_length=20, choices=ActivityKind)
    happened_on = models.DateField("日期")
    text = models.CharField("内容", max_length=300)
    minutes = models.PositiveSmallIntegerField("分钟", default=0)
    is_confirmed = models.BooleanField("已确认", default=True)
    source_kind = models.CharField("来源", max_length=60)
    source_id = models.BigIntegerField("来源编号")

    class Meta:
        verbose_name = "年度台账行"
        constraints = [
            models.UniqueConstraint(
                fields=["version", "kind", "source_kind", "source_id"],
                name="nothing_stands_twice_in_a_ledger",
            )
        ]

    def __str__(self) -> str:
        return f"{self.happened_on} {self.text}"


class LedgerReminder(models.Model):
    """That a lawyer was reminded of a ledger, once a step for each day it was due on."""

    ledger = models.ForeignKey(
        YearlyLedger, models.CASCADE, related_name="reminders", verbose_name="年度台账"
    )
    step = models.CharField("步骤", max_length=8, choices=LedgerStep)
    due_on = models.DateField("到期日")
    told_at = models.DateTimeField("提醒时间")

    class Meta:
        verbose_name = "台账提醒"
        constraints = [
            models.UniqueConstraint(
                fields=["ledger", "step", "due_on"], name="one_ledger_reminder_a_step_and_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.ledger_id} {self.step}"
