from django.db import models

from gongyuan.core.models import File
from gongyuan.lawyers.models import Lawyer
from gongyuan.organisations.models import Unit
from gongyuan.panel.choices import PanelDocumentKind
from gongyuan.panel.models.appraisal import Appraisal, HonourRound
from gongyuan.panel.models.conduct import Conduct
from gongyuan.panel.models.ledger import LedgerVersion


class PanelDocument(models.Model):
    """A numbered document of the team's year, as it was issued."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="出具单位")
    kind = models.CharField("文书", max_length=20, choices=PanelDocumentKind)
    number = models.CharField("文号", max_length=60)
    file = models.ForeignKey(File, models.PROTECT, related_name="+", verbose_name="文件")
    issued_at = models.DateTimeField("出具时间")
    issued_by = models.CharField("出具人", max_length=200)
    lawyer = models.ForeignKey(
        Lawyer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="律师"
    )
    ledger_version = models.ForeignKey(
        LedgerVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name="台账版本",
    )
    conduct = models.ForeignKey(
        Conduct,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name="成员资格审查",
    )
    appraisal = models.ForeignKey(
        Appraisal,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name="年度考核",
    )
    honour_round = models.ForeignKey(
        HonourRound,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name="表彰批次",
    )

    class Meta:
        verbose_name = "志愿团文书"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "number"], name="panel_number_is_the_units_own"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"
