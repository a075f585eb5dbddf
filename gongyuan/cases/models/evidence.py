import pgtrigger
from django.db import models

from gongyuan.cases.models.case import Case
from gongyuan.cases.models.papers import Paper
from gongyuan.cases.models.sealing import sealed_with_case


@pgtrigger.register(sealed_with_case("sealed_evidence_stays"))
class EvidenceTie(models.Model):
    """That a paper of the file shows a fact which has to be proved (举证)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="ties", verbose_name="案件")
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="ties", verbose_name="材料")
    fact = models.CharField("证明什么", max_length=120)
    is_original = models.BooleanField("有原件", default=False)
    tied_at = models.DateTimeField("登记时间")
    tied_by = models.CharField("登记人", max_length=200)

    class Meta:
        verbose_name = "证据"
        constraints = [
            models.UniqueConstraint(fields=["paper", "fact"], name="a_paper_shows_a_fact_once")
        ]

    def __str__(self) -> str:
        return f"{self.paper}：{self.fact}"
