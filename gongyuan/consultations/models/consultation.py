from typing import Any

import pghistory
import pgtrigger
from django.db import models

from gongyuan.consultations.choices import (
    OPEN_STATES,
    AskerView,
    Channel,
    ConsultationState,
    Topic,
)
from gongyuan.consultations.models.consultation_indexes import CONSULTATION_INDEXES
from gongyuan.consultations.workflow import WORKFLOW
from gongyuan.core.crypto import EncryptedTextField
from gongyuan.lawyers.choices import OnlineState
from gongyuan.lawyers.models import Lawyer, OnlineRegistration
from gongyuan.matters.models import Matter
from gongyuan.organisations.models import AidInstitution, Unit
from gongyuan.people.models import User, Worker


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def visible_to(self, actor: Any) -> "ConsultationQuerySet":
        """Staff: the subtree; a lawyer: those taken or answered, and what waits on the web of the
        unions where the lawyer serves online; whoever asked: those opened with the code."""
        if actor.is_worker:
            return self.filter(pk__in=actor.consultation_ids)
        if actor.is_lawyer:
            if actor.user_id is None:
                return self.none()
            return self.filter(models.Q(lawyer__user_id=actor.user_id) | _waiting_for(actor))
        if not actor.unit_path or not actor.can("consultations.read"):
            return self.none()
        return self.filter(unit_path__startswith=actor.unit_path)

    def handled_by(self, actor: Any) -> "ConsultationQuerySet":
        """Those this post may act on: its own unit's; a lawyer's and an asker's own."""
        if actor.is_worker or actor.is_lawyer:
            return self.visible_to(actor)
        if actor.unit_id is None:
            return self.none()
        return self.visible_to(actor).filter(unit_id=actor.unit_id)

    def waiting_for(self, actor: Any) -> "ConsultationQuerySet":
        """What a lawyer who serves online may take in hand."""
        return self.none() if actor.user_id is None else self.filter(_waiting_for(actor))

    def in_hand_of(self, actor: Any) -> "ConsultationQuerySet":
        """What a lawyer has taken and not answered yet."""
        if actor.user_id is None:
            return self.none()
        return self.filter(lawyer__user_id=actor.user_id, state=ConsultationState.IN_HAND)

    def open(self) -> "ConsultationQuerySet":
        return self.filter(state__in=OPEN_STATES)

    def still_open(self, *, on: Any) -> "ConsultationQuerySet":
        """Not yet answered; a union that ends hands them over."""
        return self.open()


def _waiting_for(actor: Any) -> models.Q:
    """Web questions that nobody has taken yet, of the unions a lawyer is admitted to and below."""
    admitted = OnlineRegistration.objects.filter(
        lawyer__user_id=actor.user_id, state=OnlineState.ACTIVE
    )
    # The path of the question's union begins with that of one of them.
    below = models.ExpressionWrapper(models.OuterRef("unit_path"), models.CharField())
    above = admitted.alias(below=below).filter(below__startswith=models.F("unit__path"))
    return models.Q(models.Exists(above), channel=Channel.WEB, state=ConsultationState.TO_ANSWER)


@pgtrigger.register(
    pgtrigger.FSM(
        name="consultation_follows_the_table",
        field="state",
        transitions=[
            (str(source), str(t.target))
            for t in WORKFLOW.transitions
            for source in sorted(t.sources)
        ],
    )
)
@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class Consultation(models.Model):
    """One question of one person and its answer (法律咨询; 总工发〔2008〕52号 第九条).

    Anybody may ask without a name (SF/T 0058-2019: who gives no identity is recorded as such). A
    second question is a consultation of its own that follows the first.
    """

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="答复单位"
    )
    unit_path = models.CharField("路径", max_length=120)
    #: Where it was asked; none for the web and for letters to the union.
    institution = models.ForeignKey(
        AidInstitution,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="consultations",
        verbose_name="接待机构",
    )
    number = models.CharField("咨询编号", max_length=60, blank=True)
    #: Opens the answer on the public page; none for what came in from an old ledger.
    code = models.CharField("查询码", max_length=24, unique=True, null=True)
    follows = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
        verbose_name="接着问",
    )
    #: The dispute it belongs to, once somebody has applied for aid in it.
    matter = models.ForeignKey(
        Matter,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="consultations",
        verbose_name="争议事项",
    )
    state = models.CharField(
        "状态", max_length=12, choices=ConsultationState, default=ConsultationState.TO_ANSWER
    )
    channel = models.CharField("方式", max_length=10, choices=Channel)
    topic = models.CharField("事项", max_length=16, choices=Topic)
    question = models.TextField("问题")
    asked_at = models.DateTimeField("咨询时间")
    #: The day in Beijing, for counting.
    asked_on = models.DateField("咨询日期")
    people_count = models.PositiveSmallIntegerField("人数", default=1)
    region_code = models.CharField("单位所在地", max_length=12, blank=True)
    employer_name = models.CharField("用人单位", max_length=100, blank=True)

    is_anonymous = models.BooleanField("不留姓名", default=False)
    asker_name = EncryptedTextField("咨询人", blank=True, default="")
    phone = EncryptedTextField("电话", blank=True, default="")
    phone_index = models.BinaryField("电话检索值", max_length=16, null=True)
    contact_note = models.CharField("联系提示", max_length=100, blank=True)
    worker = models.ForeignKey(
        Worker,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="consultations",
        verbose_name="职工",
    )

    due_at = models.DateTimeField("答复期限", null=True, blank=True)
    due_source = models.CharField("期限依据", max_length=200, blank=True)
    due_is_verified = models.BooleanField("期限依据已核", default=True)

    taken_at = models.DateTimeField("接手时间", null=True, blank=True)
    taken_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name="接手人",
    )
    #: The lawyer who has it in hand or who answered.
    lawyer = models.ForeignKey(
        Lawyer,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="consultations",
        verbose_name="答复律师",
    )
    answer = models.TextField("答复", blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    answered_by = models.CharField("答复人", max_length=200, blank=True)
    minutes = models.PositiveSmallIntegerField("分钟", null=True, blank=True)
    set_aside_why = models.CharField("不予答复的理由", max_length=300, blank=True)
    rating = models.CharField("咨询人评价", max_length=16, choices=AskerView, blank=True)
    rated_at = models.DateTimeField("评价时间", null=True, blank=True)

    #: Given by the form that was sent, so that the same form sent twice is one consultation.
    submission_key = models.UUIDField("提交标识", unique=True)
    registered_at = models.DateTimeField("登记时间")
    registered_by = models.CharField("登记人", max_length=200)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = "咨询"
        constraints = [
            models.CheckConstraint(
                name="a_consultation_is_answered_iff_it_has_an_answer",
                condition=models.Q(
                    state=ConsultationState.ANSWERED,
                    answered_at__isnull=False,
                    answered_on__isnull=False,
                )
                & ~models.Q(answer="")
                | ~models.Q(state=ConsultationState.ANSWERED)
                & models.Q(answered_at=None, answered_on=None, answer=""),
            ),
            models.CheckConstraint(
                name="a_consultation_in_hand_is_in_somebodys",
                condition=~models.Q(state=ConsultationState.IN_HAND)
                | models.Q(taken_at__isnull=False, taken_by__isnull=False),
            ),
            models.CheckConstraint(
                name="a_consultation_set_aside_says_why",
                condition=models.Q(state=ConsultationState.SET_ASIDE) & ~models.Q(set_aside_why="")
                | ~models.Q(state=ConsultationState.SET_ASIDE) & models.Q(set_aside_why=""),
            ),
            models.CheckConstraint(
                name="who_stays_anonymous_left_no_name",
                condition=models.Q(is_anonymous=False) | models.Q(worker=None),
            ),
        ]
        indexes = CONSULTATION_INDEXES

    def __str__(self) -> str:
        return self.number
