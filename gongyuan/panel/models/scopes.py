from datetime import date
from typing import Any

from django.db import models

from gongyuan.organisations.models import own_or_taken_in
from gongyuan.panel.choices import CONDUCT_SETTLED, AppraisalState


class PanelQuerySet(models.QuerySet[Any]):
    """Rows about a lawyer of a union's team: the lawyer's own, the union's and those above it."""

    #: The powers of the office with which the rows are seen.
    powers: tuple[str, ...] = ("panel.manage",)

    def visible_to(self, actor: Any) -> Any:
        """The lawyer: the own; staff with one of the powers: the subtree; anybody else none."""
        if actor.is_worker:
            return self.none()
        if actor.is_lawyer:
            return self.filter(lawyer__user_id=actor.user_id) if actor.user_id else self.none()
        if not actor.unit_path or not any(actor.can(power) for power in self.powers):
            return self.none()
        return self.filter(unit_path__startswith=actor.unit_path)

    def handled_by(self, actor: Any) -> Any:
        """The lawyer: the own; staff: the own unit's."""
        if actor.is_lawyer:
            return self.visible_to(actor)
        if actor.unit_id is None:
            return self.none()
        return self.visible_to(actor).filter(unit_id=actor.unit_id)

    def overseen_by(self, actor: Any) -> Any:
        """Those of units below the post's own, for a superior's review."""
        if actor.is_lawyer or actor.unit_id is None:
            return self.none()
        return self.visible_to(actor).exclude(unit_id=actor.unit_id)


class LedgerQuerySet(PanelQuerySet):
    powers = ("lawyers.read",)

    def goes_over(self, *, on: date) -> Any:
        """Those the lawyer has not signed: the union waits for them."""
        return self.filter(signed_on=None)


class ActivityQuerySet(PanelQuerySet):
    powers = ("panel.confirm", "panel.manage")

    def still_open(self, *, on: date) -> Any:
        """Neither confirmed nor struck; a union that ends hands them over."""
        return self.filter(confirmed_at=None, struck_at=None)


class AppraisalQuerySet(PanelQuerySet):
    powers = ("panel.manage", "panel.coappraise")

    def still_open(self, *, on: date) -> Any:
        """Without a result; a union that ends hands them over."""
        return self.filter(state__in=[AppraisalState.DRAWN_UP, AppraisalState.IMPROVING])


class CaseHandOverQuerySet(PanelQuerySet):
    def goes_over(self, *, on: date) -> Any:
        """Cases that somebody is asked to hand over."""
        return self.filter(settled_at=None).exclude(conduct__state__in=CONDUCT_SETTLED)


class UnionQuerySet(models.QuerySet[Any]):
    """Rows of a union's own office: the subtree to see, the own unit to act.

    What a union that was taken in left unfinished stays under its name; who took it in acts on it.
    """

    def visible_to(self, actor: Any) -> Any:
        if actor.is_worker or actor.is_lawyer:
            return self.none()
        if not actor.unit_path or not actor.can("panel.manage"):
            return self.none()
        return self.filter(unit_path__startswith=actor.unit_path)

    def handled_by(self, actor: Any) -> Any:
        if actor.unit_id is None:
            return self.none()
        return self.visible_to(actor).filter(own_or_taken_in(actor.unit_id))
