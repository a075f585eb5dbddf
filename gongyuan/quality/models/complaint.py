from datetime import date
from typing import Any

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from gongyuan.cases.models import Case
from gongyuan.core.crypto import EncryptedTextField
from gongyuan.core.models import Moving
from gongyuan.lawyers.models import Lawyer
from gongyuan.organisations.models import Unit, path_index
from gongyuan.people.models import User
from gongyuan.quality.choices import (
    SETTLED,
    ComplainantKind,
    ComplaintAbout,
    ComplaintChannel,
    ComplaintGround,
    ComplaintState,
)
from gongyuan.quality.workflow import WORKFLOW


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    #: What a union has of each value once.
    own_numbers = (("number",),)

    def not_about(self, actor: Any) -> "ComplaintQuerySet":
        """Without the complaints about this very person, in whatever post."""
        if actor.user_id is None:
            return self
        about = models.Q(accused_user_id=actor.user_id) | models.Q(
            lawyer__user_id=actor.user_id, lawyer__user__isnull=False
        )
        return self.filter(~models.Q(pk__in=Complaint.objects.filter(about).values("pk")))

    def visible_to(self, actor: Any) -> "ComplaintQuerySet":
        """Who handles complaints: the subtree; the counter: those it wrote down itself.

        The complainant: those opened with code and phone. Nobody sees a complaint about oneself,
        and lawyers see none here.
        """
        if actor.is_worker:
            return self.filter(pk__in=actor.complaint_ids)
        if actor.is_lawyer or not actor.unit_path:
            return self.none()
        if actor.can("complaints.handle"):
            return self.not_about(actor).filter(unit_path__startswith=actor.unit_path)
        if actor.can("complaints.lodge") and actor.user_id is not None:
            return self.not_about(actor).filter(lodged_by_user_id=actor.user_id)
        return self.none()

    def handled_by(self, actor: Any) -> "ComplaintQuerySet":
        """The complaints this post may act on: its own unit's, never one about oneself; a
        complainant: the own."""
        if actor.is_worker:
            return self.visible_to(actor)
        if not actor.can("complaints.handle") or actor.unit_id is None:
            return self.none()
        return self.visible_to(actor).filter(unit_id=actor.unit_id)

    def open(self) -> "ComplaintQuerySet":
        return self.exclude(state__in=SETTLED)

    def still_open(self, *, on: date) -> "ComplaintQuerySet":
        """Not yet settled; a union that ends hands them over."""
        return self.exclude(state__in=SETTLED)


@pgtrigger.register(
    pgtrigger.FSM(
        name="state_follows_the_table",
        field="state",
        transitions=[
            (str(source), str(t.target))
            for t in WORKFLOW.transitions
            for source in sorted(t.sources)
        ],
    )
)
@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class Complaint(Moving):
    """A complaint about the aid given (《法律援助投诉处理办法》, 司法部令第149号)."""

    #: Who handles it: never the office, or the person, that it is about.
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="处理单位")
    unit_path = models.CharField("路径", max_length=120)
    #: The union whose service is complained about.
    about_unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="被投诉单位"
    )
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="complaints", verbose_name="案件"
    )
    number = models.CharField("投诉编号", max_length=60)
    #: With the phone it opens the complaint on the public page.
    code = models.CharField("投诉查询码", max_length=20, unique=True)
    state = models.CharField(
        "状态", max_length=20, choices=ComplaintState, default=ComplaintState.LODGED
    )
    channel = models.CharField("方式", max_length=12, choices=ComplaintChannel)

    complainant_kind = models.CharField("投诉人身份", max_length=12, choices=ComplainantKind)
    complainant_name = EncryptedTextField("投诉人")
    phone = EncryptedTextField("电话", blank=True, default="")
    phone_index = models.BinaryField("电话检索值", max_length=16, null=True)
    contact_note = models.CharField("联系提示", max_length=100, blank=True)

    about = models.CharField("投诉对象", max_length=12, choices=ComplaintAbout)
    about_name = models.CharField("被投诉人", max_length=40, blank=True)
    lawyer = models.ForeignKey(
        Lawyer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints",
        verbose_name="被投诉律师",
    )
    accused_user = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name="被投诉人账号",
    )
    grounds = ArrayField(
        models.CharField(max_length=20, choices=ComplaintGround), verbose_name="投诉事由"
    )
    facts = models.TextField("投诉内容")
    wish = models.CharField("投诉请求", max_length=500, blank=True)
    added = models.TextField("补充内容", blank=True)

    lodged_at = models.DateTimeField("收到时间")
    lodged_by = models.CharField("登记人", max_length=200)
    lodged_by_user = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name="登记账号",
    )
    accepted_at = models.DateTimeField("投诉受理时间", null=True, blank=True)
    is_verified = models.BooleanField("属实", null=True)
    finding = models.TextField("查明情况", blank=True)
    measures = models.TextField("处理措施", blank=True)
    decided_at = models.DateTimeField("认定时间", null=True, blank=True)
    decided_by = models.CharField("认定人", max_length=200, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)

    #: The justice department it was sent on to, and its receipt.
    forwarded_to = models.CharField("转往", max_length=100, blank=True)
    forwarded_at = models.DateTimeField("转办时间", null=True, blank=True)
    receipt_number = models.CharField("回执编号", max_length=60, blank=True)
    receipt_on = models.DateField("回执日期", null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name="并入",
    )

    #: The one deadline that runs now, reckoned by law and policy; none when neither says.
    due_on = models.DateField("期限", null=True, blank=True)
    due_label = models.CharField("期限事项", max_length=100, blank=True)
    due_source = models.CharField("期限依据", max_length=200, blank=True)
    due_is_verified = models.BooleanField("期限依据已核", default=True)
    due_steps = models.JSONField("期限推算", default=list)

    submission_key = models.UUIDField("提交标识", unique=True)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = "投诉"
        constraints = [
            models.CheckConstraint(
                name="complaint_state_is_known",
                condition=models.Q(state__in=ComplaintState.values),
            ),
            models.UniqueConstraint(
                fields=["unit", "number"], name="complaint_number_is_the_units_own"
            ),
            models.CheckConstraint(
                name="a_merged_complaint_names_the_other",
                condition=models.Q(state=ComplaintState.MERGED, merged_into__isnull=False)
                | (~models.Q(state=ComplaintState.MERGED) & models.Q(merged_into=None)),
            ),
            models.CheckConstraint(
                name="a_found_complaint_says_what",
                condition=models.Q(is_verified=None) | ~models.Q(finding=""),
            ),
        ]
        indexes = [
            path_index("complaint_subtree", "state"),
            models.Index(
                "unit",
                "due_on",
                "id",
                name="complaint_open",
                condition=~models.Q(state__in=SETTLED),
            ),
            models.Index("phone_index", name="complaint_phone"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        return self.state not in SETTLED


class InquiryQuerySet(models.QuerySet["Inquiry"]):
    def visible_to(self, actor: Any) -> "InquiryQuerySet":
        """What was asked of this person; the complaint itself stays out of sight."""
        if actor.user_id is None or not actor.can("quality.answer"):
            return self.none()
        return self.filter(to_user_id=actor.user_id)

    def handled_by(self, actor: Any) -> "InquiryQuerySet":
        return self.visible_to(actor)


class Inquiry(models.Model):
    """What the one complained about is asked, in the office's words, and the answer given."""

    complaint = models.ForeignKey(
        Complaint, models.CASCADE, related_name="inquiries", verbose_name="投诉"
    )
    to_user = models.ForeignKey(User, models.PROTECT, related_name="inquiries", verbose_name="问谁")
    question = models.TextField("询问")
    asked_at = models.DateTimeField("询问时间")
    asked_by = models.CharField("询问单位", max_length=200)
    answer = models.TextField("陈述", blank=True)
    stated_at = models.DateTimeField("陈述时间", null=True, blank=True)

    objects = InquiryQuerySet.as_manager()

    class Meta:
        verbose_name = "了解情况"

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.to_user_id}"
