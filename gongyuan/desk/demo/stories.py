"""Cases of the demonstration, each lived through by the same actions as in life, at past times."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from django.utils import timezone

from gongyuan.cases.actions.acceptance import accept_application
from gongyuan.cases.actions.application import submit_application
from gongyuan.cases.actions.assignment import accept_assignment, assign_lawyer
from gongyuan.cases.actions.decision import grant, refuse
from gongyuan.cases.actions.mandate import sign_mandate
from gongyuan.cases.actions.papers import request_supplement
from gongyuan.cases.actions.review import propose_decision
from gongyuan.cases.choices import MandateKind, Source
from gongyuan.cases.details import (
    Application,
    ClaimDetails,
    ConsentDetails,
    MissingItem,
    Opinion,
)
from gongyuan.cases.models import Case
from gongyuan.cases.queries.detail import missing_materials
from gongyuan.cases.queries.facts import Findings, evaluation
from gongyuan.desk.demo import endings, words
from gongyuan.desk.demo.discussions import discuss_if_due
from gongyuan.desk.demo.numbers import Numbers
from gongyuan.desk.demo.plan import Planned, Step
from gongyuan.lawyers.models import Lawyer
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor, visitor
from gongyuan.people.choices import Role
from gongyuan.people.details import EmployerDetails, PersonDetails
from gongyuan.people.models import Post
from gongyuan.people.queries import actor_in
from gongyuan.policy.choices import AidForm, Outcome

CONSENT = ConsentDetails(
    purpose="application", text="我同意工会为办理本次法律援助申请使用我填写的信息。"
)
OVERRULING = "已核实情况，按实际处理。"
OPENS, CLOSES = 9, 17
REFUSED_IN, COLLECTIVE_IN = 14, 17


@dataclass
class Teller:
    """Tells one case after another; the same seed tells the same."""

    random: Random
    numbers: Numbers
    now: datetime
    #: Facts of applications to tell instead of our own, over and over.
    facts: Sequence[str] = ()
    told: int = 0
    _until: Step | None = None
    _actors: dict[tuple[int, str], Actor] = field(default_factory=dict)

    def tell(self, planned: Planned) -> Case:
        """One case, as far as the plan wants it, or as it has come since it was applied for."""
        self.told += 1
        self._until = planned.until
        unit, at = planned.unit, self._moment(planned.days_ago)
        case = self._apply(unit, at)
        office, head = self._actor(unit, Role.LEGAL_OFFICER), self._actor(unit, Role.LEGAL_HEAD)
        if planned.until is Step.SUPPLEMENT:
            self._ask_for_papers(case, office, at)
            return case
        at = self._next(case, at, hours=(1, 30))
        if not self.reaches(Step.ACCEPTED, at):
            return case
        accept_application(
            case=case,
            received=[m.code for m in case.materials.all()],
            actor=office,
            now=at,
        )
        may_refuse = planned.until is None and self.told % REFUSED_IN == 0
        if not self._decide(case, office, head, at, may_refuse=may_refuse):
            return case
        return self._lawyer_takes_over(case, office, at, planned.counsel)

    def reaches(self, step: Step, at: datetime) -> bool:
        """Whether a step that would be taken at this moment is taken at all."""
        return step <= self._until if self._until is not None else at < self.now

    def _lawyer_takes_over(self, case: Case, office: Actor, at: datetime, wanted: str) -> Case:
        at = self._later(at, hours=(24, 60))
        if not self.reaches(Step.ASSIGNED, at):
            return case
        panel = Lawyer.objects.handled_by(office)
        named = panel.filter(user__username=wanted).first() if wanted else None
        lawyer = named or self.random.choice(list(panel))
        assign_lawyer(
            case=case, lawyer=lawyer, replaces=None, note="轮到承办", actor=office, now=at
        )
        counsel = actor_in(Post.objects.get(user=lawyer.user, role=Role.LAWYER))
        at = self._later(at, hours=(2, 20))
        if not self.reaches(Step.TAKEN, at):
            return case
        accept_assignment(case=case, has_conflict=False, actor=counsel, now=at)
        at = self._later(at, hours=(20, 70))
        if not self.reaches(Step.MANDATED, at):
            return case
        sign_mandate(
            case=case,
            kind=MandateKind.SPECIAL,
            signed_on=timezone.localdate(at),
            actor=counsel,
            now=at,
        )
        if self._until is None or self._until >= Step.HANDLED:
            endings.handle(self, case, office=office, counsel=counsel, at=at)
        return case

    def _apply(self, unit: Unit, at: datetime) -> Case:
        application = self.application(unit, at)
        actor = visitor()
        if application.source == Source.WINDOW:
            actor = self._actor(unit, Role.LEGAL_OFFICER)
        return submit_application(
            application=application,
            unit=unit,
            institution=unit.institutions.first(),
            actor=actor,
            now=at,
        )

    def application(self, unit: Unit, at: datetime) -> Application:
        """What a worker of the place asks for, in the worker's words."""
        chosen, text, amount = words.story(self.random)
        if self.facts:
            text = self.facts[self.told % len(self.facts)]
        people = self.random.randint(10, 14) if self.told % COLLECTIVE_IN == 0 else 1
        firm, industry = words.employer_name(self.random, unit.short_name)
        return Application(
            submission_key=UUID(int=self.random.getrandbits(128), version=4),
            source=self.random.choice((Source.PORTAL, Source.WINDOW, Source.WINDOW)),
            applicants=tuple(self._person() for _ in range(people)),
            employer=EmployerDetails(name=firm, industry=industry, region_code=unit.region_code),
            claims=self._claims(chosen.claims, amount, people),
            facts_text=text,
            aid_form=self._aid_form(),
            hardship_grounds=("low_income",),
            has_severe_infringement_evidence=True,
            region_code=unit.region_code,
            employed_from=timezone.localdate(at) - timedelta(days=self.random.randint(200, 4000)),
            consents=(CONSENT,),
        )

    def _aid_form(self) -> AidForm:
        """The walk of the README is an arbitration; elsewhere as in life."""
        if self._until is not None:
            return AidForm.ARBITRATION
        return self.random.choices(list(AidForm), weights=(1, 3, 2, 12, 3))[0]

    def _claims(self, kinds: tuple[str, ...], amount: int, people: int) -> tuple[ClaimDetails, ...]:
        return tuple(
            ClaimDetails(
                kind=kind,
                amount=Decimal(amount) if amount and place == 0 else None,
                applicant=person,
            )
            for person in range(people)
            for place, kind in enumerate(kinds)
        )

    def _person(self) -> PersonDetails:
        is_woman = self.random.random() < 0.4
        return PersonDetails(
            name=words.person_name(self.random, is_woman=is_woman),
            identity_number=self.numbers.identity_number(is_woman=is_woman),
            phone=self.numbers.phone(),
            is_migrant=self.random.random() < 0.6,
            ethnic_group=self.random.choice(("汉族", "汉族", "朝鲜族")),
        )

    def _ask_for_papers(self, case: Case, office: Actor, at: datetime) -> None:
        missing = [
            MissingItem(label=material.label, why=material.why, code=material.code)
            for material in missing_materials(case)
        ]
        if missing:
            at = self._later(at, hours=(2, 20))
            request_supplement(case=case, items=missing, actor=office, now=at)

    def _decide(
        self, case: Case, office: Actor, head: Actor, at: datetime, *, may_refuse: bool
    ) -> bool:
        """Review and decide; whether aid was granted by now."""
        at = self._next(case, at, hours=(1, 20))
        if not self.reaches(Step.PROPOSED, at):
            return False
        outcome = Outcome.REFUSE if may_refuse else Outcome.GRANT
        overruling = self._propose(case, office, outcome, at)
        at = self._next(case, at, hours=(1, 20))
        if not self.reaches(Step.DECIDED, at):
            return False
        discuss_if_due(case, outcome, head=head, now=at)
        if may_refuse:
            note = "核实后，申请人已经在别处得到同一援助。"
            refuse(case=case, note=note, overrule_reason=overruling, actor=head, now=at)
            return False
        grant(case=case, overrule_reason=overruling, actor=head, now=at)
        return True

    def _propose(self, case: Case, office: Actor, outcome: str, at: datetime) -> str:
        """Put the opinion to the head; the reason given where it departs from the proposal."""
        findings = Findings(is_hardship_confirmed=outcome == Outcome.GRANT)
        proposed = evaluation(case, today=timezone.localdate(at), findings=findings)
        overruling = "" if proposed.decision.outcome == outcome else OVERRULING
        propose_decision(
            case=case,
            opinion=Opinion(outcome=outcome, overrule_reason=overruling),
            findings=findings,
            actor=office,
            now=at,
        )
        return overruling

    def _actor(self, unit: Unit, role: str) -> Actor:
        key = (unit.pk, role)
        if key not in self._actors:
            post = Post.objects.filter(unit=unit, role=role).order_by("pk").first()
            if post is None:
                raise LookupError(f"{unit} has no {role}")
            self._actors[key] = actor_in(post)
        return self._actors[key]

    def _moment(self, days_ago: int) -> datetime:
        """An office hour of that day, not later than now."""
        day: date = timezone.localdate(self.now) - timedelta(days=days_ago)
        at = datetime.combine(day, time(8, 30), tzinfo=timezone.get_default_timezone())
        at += timedelta(minutes=self.random.randrange(480))
        return min(at, self.now - timedelta(minutes=30))

    def _next(self, case: Case, at: datetime, *, hours: tuple[int, int]) -> datetime:
        """The office's next step: while the worker waits in the fast lane, else when it can."""
        soon = at + timedelta(minutes=self.random.randint(10, 50))
        if case.is_fast_track and OPENS <= timezone.localtime(soon).hour < CLOSES:
            return soon
        return self._later(at, hours=hours)

    def _later(self, at: datetime, *, hours: tuple[int, int]) -> datetime:
        """So many hours on, put off to the next morning when the office is closed."""
        before = at
        at += timedelta(hours=self.random.randint(*hours), minutes=self.random.randrange(60))
        if self._until is not None and at >= self.now:
            return before + timedelta(minutes=9)
        local = timezone.localtime(at)
        if OPENS <= local.hour < CLOSES:
            return at
        morning = local.replace(hour=OPENS, minute=self.random.randrange(60))
        morning += timedelta(days=1 if local.hour >= CLOSES else 0)
        if self._until is not None and morning >= self.now:
            return before + timedelta(minutes=9)
        return morning


def tell_many(teller: Teller, plan: Sequence[Planned], report: Callable[[int], None]) -> list[Case]:
    """Tell the cases of a plan, saying how far it has come."""
    cases = []
    for position, planned in enumerate(plan, 1):
        cases.append(teller.tell(planned))
        report(position)
    return cases
