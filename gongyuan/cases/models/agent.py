from django.db import models

from gongyuan.cases.choices import AgentKind
from gongyuan.cases.models.application import Applicant
from gongyuan.cases.models.case import Case
from gongyuan.cases.models.papers import Paper
from gongyuan.core.crypto import EncryptedTextField


class Agent(models.Model):
    """Who applies or speaks for an applicant, with the proof of it (法律援助法 第四十条)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="agents", verbose_name="案件")
    applicant = models.ForeignKey(
        Applicant, models.CASCADE, related_name="agents", verbose_name="申请人"
    )
    kind = models.CharField("种类", max_length=12, choices=AgentKind)
    relation = models.CharField("与申请人的关系", max_length=40)
    name = models.CharField("姓名", max_length=40)
    identity_number = EncryptedTextField("身份证号", blank=True, default="")
    phone = EncryptedTextField("手机号", blank=True, default="")
    #: Told by whoever calls for the applicant, before anything is said of the case.
    pass_phrase = EncryptedTextField("约定的口令", blank=True, default="")
    proof = models.ForeignKey(Paper, models.CASCADE, related_name="+", verbose_name="代理权证明")
    appointed_at = models.DateTimeField("登记时间")
    ended_at = models.DateTimeField("终止时间", null=True, blank=True)
    end_reason = models.CharField("终止的原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "代理人"

    def __str__(self) -> str:
        return f"{self.case_id} {self.name}"
