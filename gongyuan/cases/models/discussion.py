from django.db import models

from gongyuan.cases.choices import DecisionOutcome
from gongyuan.cases.choices.major import DiscussionStance
from gongyuan.cases.models.case import Case
from gongyuan.cases.models.papers import OfficialDocument
from gongyuan.people.models import User


class Discussion(models.Model):
    """A case is discussed together (集体讨论): who sat, what each held, what was concluded."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="discussions", verbose_name="案件")
    topic = models.CharField("议题", max_length=200)
    held_on = models.DateField("讨论日期")
    place = models.CharField("地点", max_length=100, blank=True)
    chair = models.CharField("主持人", max_length=40)
    convened_at = models.DateTimeField("召集时间")
    convened_by = models.CharField("记录人", max_length=200)
    outcome = models.CharField("讨论结果", max_length=12, choices=DecisionOutcome, blank=True)
    conclusion = models.TextField("讨论结论", blank=True)
    concluded_at = models.DateTimeField("形成结论时间", null=True, blank=True)
    document = models.OneToOneField(
        OfficialDocument,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="discussion",
        verbose_name="讨论记录",
    )

    class Meta:
        verbose_name = "集体讨论"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(concluded_at=None),
                name="one_open_discussion_per_case",
            ),
            models.CheckConstraint(
                name="a_concluded_discussion_says_what",
                condition=models.Q(concluded_at=None) | ~models.Q(conclusion=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.held_on}"


class DiscussionMember(models.Model):
    """Somebody who takes part in a discussion, and what this one holds."""

    discussion = models.ForeignKey(
        Discussion, models.CASCADE, related_name="members", verbose_name="集体讨论"
    )
    user = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="账号"
    )
    name = models.CharField("姓名", max_length=40)
    office = models.CharField("单位职务", max_length=100)
    stance = models.CharField("主张", max_length=12, choices=DiscussionStance, blank=True)
    opinion = models.TextField("意见", blank=True)
    given_at = models.DateTimeField("发表时间", null=True, blank=True)
    #: Withdrew for an interest in the case (回避); counts no longer.
    recused_at = models.DateTimeField("回避时间", null=True, blank=True)
    recusal_note = models.CharField("回避原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "讨论人员"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["discussion", "name", "office"], name="a_member_sits_once"
            ),
            models.CheckConstraint(
                name="a_member_who_withdrew_holds_nothing",
                condition=models.Q(recused_at=None) | models.Q(given_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.discussion_id} {self.name}"
