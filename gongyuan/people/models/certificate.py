from datetime import date
from typing import Any

import pghistory
from django.db import models

from gongyuan.core.models import File
from gongyuan.people.models.account import Post, User
from gongyuan.policy.choices import CertificateKind


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def visible_to(self, actor: Any) -> "CertificateQuerySet":
        """Certificates of whoever holds or held a post in the subtree."""
        if not actor.unit_path or not actor.can("people.read_staff"):
            return self.none()
        inside = Post.objects.filter(
            user=models.OuterRef("user"), unit_path__startswith=actor.unit_path
        )
        return self.filter(models.Exists(inside))

    def handled_by(self, actor: Any) -> "CertificateQuerySet":
        """Those of the own unit's people; whoever keeps accounts, those of the subtree."""
        if not actor.can("people.keep_certificates"):
            return self.none()
        if actor.can("people.manage_accounts"):
            return self.visible_to(actor)
        own = Post.objects.filter(user=models.OuterRef("user"), unit=actor.unit_id)
        return self.visible_to(actor).filter(models.Exists(own))

    def in_use(self) -> "CertificateQuerySet":
        return self.filter(withdrawn_on=None)

    def valid_on(self, day: date) -> "CertificateQuerySet":
        """Issued by then, neither withdrawn nor past its last day."""
        return self.in_use().filter(
            models.Q(issued_on__lte=day),
            models.Q(valid_until=None) | models.Q(valid_until__gte=day),
        )

    def ending(self, *, today: date) -> "CertificateQuerySet":
        """Those whose end is announced by now, or over, and that no later one has followed."""
        return self.filter(warn_on__lte=today)


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class Certificate(models.Model):
    """A certificate to do some work with (证书): a mediator's, a supervisor's and so on."""

    user = models.ForeignKey(
        User, models.PROTECT, related_name="certificates", verbose_name="持证人"
    )
    kind = models.CharField("种类", max_length=30, choices=CertificateKind)
    number = models.CharField("证书编号", max_length=60)
    issuer = models.CharField("发证单位", max_length=100)
    issued_on = models.DateField("发证日期")
    #: None for one that never ends.
    valid_until = models.DateField("有效期至", null=True, blank=True)
    #: From when on its end is announced; none for one that a later one has followed.
    warn_on = models.DateField("提醒自", null=True, blank=True)
    file = models.ForeignKey(
        File, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="扫描件"
    )
    withdrawn_on = models.DateField("注销日期", null=True, blank=True)
    entered_at = models.DateTimeField("登记时间")
    entered_by = models.CharField("登记人", max_length=200)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = "证书"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "issuer", "number"],
                condition=models.Q(withdrawn_on=None),
                name="a_certificate_is_entered_once",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until=None)
                | models.Q(valid_until__gte=models.F("issued_on")),
                name="certificate_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index(
                fields=["warn_on"],
                name="certificate_ending",
                condition=models.Q(warn_on__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"
