from datetime import date
from typing import Any

import pghistory
import pgtrigger
from django.db import models

from gongyuan.core.models import File
from gongyuan.lawyers.choices import RoundState
from gongyuan.lawyers.workflow import ROUNDS
from gongyuan.organisations.models import Unit, path_index


class RecruitmentRoundQuerySet(models.QuerySet["RecruitmentRound"]):
    #: What a union has of each value once, within a year.
    own_numbers = (("title", "year"),)

    def visible_to(self, actor: Any) -> "RecruitmentRoundQuerySet":
        """The rounds of the post's own union, and of those above and below it once called.

        A round of the city concerns every county under it and every firm there. Lawyers and firms
        have no place in the tree: they see the rounds of the unions above their post's union.
        """
        if actor.is_lawyer or actor.can("lawyers.own_firm"):
            posted = Unit.objects.filter(
                pk=actor.unit_id or 0, path__startswith=models.OuterRef("unit_path")
            )
            return self.filter(models.Exists(posted)).exclude(state=RoundState.PREPARED)
        if not actor.unit_path or not (
            actor.can("lawyers.read") or actor.can("nominations.submit")
        ):
            return self.none()
        above = [int(step) for step in actor.unit_path.strip("/").split("/") if step]
        around = models.Q(unit_id__in=above) | models.Q(unit_path__startswith=actor.unit_path)
        called = ~models.Q(state=RoundState.PREPARED)
        own = models.Q(unit_id=actor.unit_id) if actor.can("rounds.manage") else models.Q(pk=None)
        return self.filter(own | (around & called))

    def handled_by(self, actor: Any) -> "RecruitmentRoundQuerySet":
        """The rounds the post runs: its own union's."""
        if not actor.can("rounds.manage") or actor.unit_id is None:
            return self.none()
        return self.filter(unit_id=actor.unit_id)

    def still_open(self, *, on: date) -> "RecruitmentRoundQuerySet":
        """Rounds under way; a union that ends hands them over."""
        return self.exclude(state__in=[RoundState.COMPLETED, RoundState.CANCELLED])


def follows_the_table(workflow: Any) -> Any:
    """A trigger: no state is reached but by a row of the table."""
    return pgtrigger.register(
        pgtrigger.FSM(
            name="state_follows_the_table",
            field="state",
            transitions=[
                (str(source), str(t.target))
                for t in workflow.transitions
                for source in sorted(t.sources)
            ],
        )
    )


@follows_the_table(ROUNDS)
@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class RecruitmentRound(models.Model):
    """A year's recruitment of a union's volunteer team (招募; 平工文〔2016〕28号 附件1二)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="招募工会")
    unit_path = models.CharField("路径", max_length=120)
    year = models.PositiveSmallIntegerField("年度")
    title = models.CharField("名称", max_length=100)
    state = models.CharField("状态", max_length=16, choices=RoundState, default=RoundState.PREPARED)
    quota = models.PositiveSmallIntegerField("名额")
    call = models.TextField("招募公告")
    opens_on = models.DateField("报名自")
    #: The last day on which a nomination is taken.
    closes_on = models.DateField("报名至")
    #: The first day of the terms the round gives; the length is the policy's.
    serves_from = models.DateField("聘期自")
    notice_from = models.DateField("公示自", null=True, blank=True)
    #: The last day of the public notice.
    notice_until = models.DateField("公示至", null=True, blank=True)
    notice_source = models.CharField("公示天数依据", max_length=200, blank=True)
    #: The joint decision of union and justice bureau, as signed.
    decision_file = models.ForeignKey(
        File, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="聘任文件"
    )
    completed_on = models.DateField("聘任日期", null=True, blank=True)

    objects = RecruitmentRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "招募轮次"
        constraints = [
            models.CheckConstraint(
                name="round_closes_after_it_opens",
                condition=models.Q(closes_on__gte=models.F("opens_on")),
            ),
            models.UniqueConstraint(
                fields=["unit", "year", "title"], name="one_round_per_unit_year_and_title"
            ),
        ]
        indexes = [path_index("round_subtree"), models.Index("unit", "year", name="round_of_unit")]

    def __str__(self) -> str:
        return self.title
