from datetime import date
from typing import Any

from django.db import models

from gongyuan.duty.choices import SwapState
from gongyuan.duty.models.point import DutyMember
from gongyuan.duty.models.roster import DutyRoster, DutyShift


class DutySwapQuerySet(models.QuerySet["DutySwap"]):
    def visible_to(self, actor: Any) -> "DutySwapQuerySet":
        """Swaps at the points whose rosters one keeps, and those one asked for or is asked."""
        kept = DutyRoster.objects.handled_by(actor)
        lines = DutySwapShift.objects.filter(swap=models.OuterRef("pk"), shift__roster__in=kept)
        mine = DutyMember.objects.served_by(actor)
        return self.filter(
            models.Exists(lines) | models.Q(giver__in=mine) | models.Q(taker__in=mine)
        )

    def handled_by(self, actor: Any) -> "DutySwapQuerySet":
        """Those the one who acts may answer or take back."""
        mine = DutyMember.objects.served_by(actor)
        return self.filter(models.Q(giver__in=mine) | models.Q(taker__in=mine))

    def proposed(self, *, on: date) -> "DutySwapQuerySet":
        """Those that wait for an answer and have not begun before a day."""
        return self.filter(state=SwapState.PROPOSED, first_day__gte=on)

    def awaiting(self, actor: Any, *, on: date) -> "DutySwapQuerySet":
        mine = DutyMember.objects.served_by(actor)
        return self.proposed(on=on).filter(taker__in=mine)


class DutySwap(models.Model):
    """That someone asks another to change shifts: one or a run of days, all or nothing (换班).

    The other's for the own, the own for nothing, or the other's for nothing.
    """

    giver = models.ForeignKey(DutyMember, models.PROTECT, related_name="+", verbose_name="提出人")
    taker = models.ForeignKey(DutyMember, models.PROTECT, related_name="+", verbose_name="对方")
    #: What goes to the taker and what comes back, in words, as it was asked.
    given = models.CharField("让出的班", max_length=60, blank=True)
    returned = models.CharField("接过的班", max_length=60, blank=True)
    #: The first day on which a shift changes hands; with leave, the days of the leave.
    first_day = models.DateField("自")
    last_day = models.DateField("至")
    #: Once it is accepted, the giver is on leave on these days.
    is_leave = models.BooleanField("同时请假", default=False)
    leave_reason = models.CharField("请假事由", max_length=100, blank=True)
    state = models.CharField("状态", max_length=12, choices=SwapState, default=SwapState.PROPOSED)
    proposed_at = models.DateTimeField("提出时间")
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)

    objects = DutySwapQuerySet.as_manager()

    class Meta:
        verbose_name = "换班"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="proposed", answered_at=None)
                | (~models.Q(state="proposed") & models.Q(answered_at__isnull=False)),
                name="swap_answered_at_iff_answered",
            ),
            models.CheckConstraint(
                condition=~models.Q(given="", returned=""), name="swap_moves_a_shift"
            ),
        ]
        indexes = [
            models.Index(
                "taker", "first_day", name="swap_proposed", condition=models.Q(state="proposed")
            )
        ]

    def __str__(self) -> str:
        return f"{self.giver_id} {self.taker_id} {self.state}"

    @property
    def subject(self) -> str:
        """Who asks whom for what, in words."""
        if not self.returned:
            return f"{self.giver.name}请{self.taker.name}替{self.given}"
        if not self.given:
            return f"{self.giver.name}愿意替{self.taker.name}值{self.returned}"
        return f"{self.giver.name}用{self.given}换{self.taker.name}的{self.returned}"


class DutySwapShift(models.Model):
    """A shift that changes hands with a swap (换班的班次)."""

    swap = models.ForeignKey(
        DutySwap, models.CASCADE, related_name="lines", db_index=False, verbose_name="换班"
    )
    shift = models.ForeignKey(
        DutyShift, models.CASCADE, related_name="swap_lines", verbose_name="班次"
    )
    #: It comes from the one who is asked to the one who asks.
    is_return = models.BooleanField("接过来的", default=False)

    class Meta:
        verbose_name = "换班的班次"
        constraints = [
            models.UniqueConstraint(fields=["swap", "shift"], name="a_shift_moves_once_per_swap")
        ]

    def __str__(self) -> str:
        return f"{self.swap_id} {self.shift_id}"
