from typing import Any

import pgtrigger
from django.db import models

from gongyuan.cases.choices.major import ReturnedThing, ReturnReason
from gongyuan.cases.models.case import Case
from gongyuan.organisations.models import Unit, path_index


class SentBackQuerySet(models.QuerySet["SentBack"]):
    def visible_to(self, actor: Any) -> "SentBackQuerySet":
        """What was sent back within the post's subtree."""
        if actor.is_lawyer or not actor.unit_path or not actor.can("cases.read"):
            return self.none()
        return self.filter(unit_path__startswith=actor.unit_path)

    def handled_by(self, actor: Any) -> "SentBackQuerySet":
        return self.visible_to(actor).filter(unit_id=actor.unit_id)


@pgtrigger.register(
    pgtrigger.Protect(name="sent_back_stays", operation=pgtrigger.Update | pgtrigger.Delete)
)
class SentBack(models.Model):
    """That something was sent back, with a code that can be counted and a sentence."""

    #: Who sent it back.
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="退回单位")
    unit_path = models.CharField("路径", max_length=120)
    #: To whom; none when it went to a lawyer.
    to_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="退给"
    )
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="案件"
    )
    thing = models.CharField("退回什么", max_length=24, choices=ReturnedThing)
    reason = models.CharField("退回原因", max_length=20, choices=ReturnReason)
    sentence = models.CharField("说明", max_length=300)
    #: What it was about, as a list shows it.
    about = models.CharField("事由", max_length=200)
    at = models.DateTimeField("退回时间")
    by = models.CharField("退回人", max_length=200)

    objects = SentBackQuerySet.as_manager()

    class Meta:
        verbose_name = "退回记录"
        constraints = [
            models.CheckConstraint(
                name="what_is_sent_back_has_a_sentence", condition=~models.Q(sentence="")
            )
        ]
        indexes = [path_index("sent_back_subtree", "at")]

    def __str__(self) -> str:
        return f"{self.thing} {self.reason} {self.at:%Y-%m-%d}"
