"""What the rules answer: frozen values that turn into the same JSON every time."""

from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from gongyuan.policy.pack import ClauseRef
from gongyuan.policy.resolution import PackRef


def plain(value: Any) -> Any:
    """A value as JSON data: answers as objects of their fields, clauses by their citation."""
    if isinstance(value, ClauseRef):
        return value.to_json()
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, str):
        return str(value)
    return value


class Answer:
    """Gives every answer its JSON form."""

    def to_json(self) -> dict[str, Any]:
        """The answer as JSON data, equal for equal answers."""
        data: dict[str, Any] = plain(self)
        return data


@dataclass(frozen=True, kw_only=True)
class Reason(Answer):
    """A Chinese sentence and the clauses it rests on (the nearest pack first)."""

    text: str
    clauses: tuple[ClauseRef, ...] = ()

    @property
    def is_verified(self) -> bool:
        return all(clause.is_verified for clause in self.clauses)


@dataclass(frozen=True, kw_only=True)
class MissingFact(Answer):
    """A fact that would settle the matter: its field name and what to ask."""

    field: str
    question: str


@dataclass(frozen=True, kw_only=True)
class Decision(Answer):
    """Eligibility: the outcome with its grounds codes or refusal code, reasons and advice.

    `missing` are the facts still wanted (with hardship_check: what could spare the check or
    will settle it). `papers_may_follow`: an emergency lets papers be handed in afterwards.
    """

    outcome: str
    grounds: tuple[str, ...] = ()
    refusal: str | None = None
    reasons: tuple[Reason, ...] = ()
    missing: tuple[MissingFact, ...] = ()
    advice: tuple[Reason, ...] = ()
    papers_may_follow: bool = False


@dataclass(frozen=True, kw_only=True)
class Material(Answer):
    """A paper asked for: why, whether compulsory, whether a self-declaration may replace it."""

    code: str
    label: str
    why: str
    is_required: bool
    may_be_declared: bool
    may_follow: bool
    clauses: tuple[ClauseRef, ...]


@dataclass(frozen=True, kw_only=True)
class Track(Answer):
    """Fast or normal; `deadline_set` names the deadlines that hold, a higher priority is sooner."""

    kind: str
    deadline_set: str
    priority: int
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Measure(Answer):
    """What a pack orders for a major case, by code and label."""

    code: str
    label: str
    clauses: tuple[ClauseRef, ...]


@dataclass(frozen=True, kw_only=True)
class Gravity(Answer):
    """Whether the case is major (重大疑难、群体性), why, and what that entails."""

    is_major: bool
    reasons: tuple[Reason, ...] = ()
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DeadlineOverride(Answer):
    """A length a pack gives to a deadline code; zero days is the very day."""

    code: str
    length: int
    unit: str
    pack: str
    clauses: tuple[ClauseRef, ...]
    is_verified: bool

    @property
    def source(self) -> str:
        """The clauses as one citation, for whoever prints the deadline."""
        return "、".join(clause.citation for clause in self.clauses)


@dataclass(frozen=True, kw_only=True)
class Parameter(Answer):
    """A dated number of a pack with its unit (natural_day, working_day, person, yes_no, point)."""

    key: str
    label: str
    value: int
    unit: str
    pack: str
    clauses: tuple[ClauseRef, ...]
    is_verified: bool


@dataclass(frozen=True, kw_only=True)
class Approval(Answer):
    """Who must agree, in order; no level means that the window answers at once."""

    levels: tuple[str, ...]
    pack: str
    clauses: tuple[ClauseRef, ...]
    is_verified: bool


@dataclass(frozen=True, kw_only=True)
class Consequence(Answer):
    """What follows from an event of the procedure, and what the applicant may then do."""

    result: str
    may_object: bool
    may_reapply: bool
    reason: Reason


@dataclass(frozen=True, kw_only=True)
class Termination(Answer):
    """One of the grounds on which aid is ended."""

    code: str
    label: str
    clauses: tuple[ClauseRef, ...]


@dataclass(frozen=True, kw_only=True)
class DutyCertificates(Answer):
    """The kinds of certificate of which one must be held for a duty; an empty list asks none."""

    duty: str
    certificates: tuple[str, ...]
    clauses: tuple[ClauseRef, ...]
    is_verified: bool

    @property
    def source(self) -> str:
        """The clauses as one citation."""
        return "、".join(clause.citation for clause in self.clauses)


@dataclass(frozen=True, kw_only=True)
class Evaluation(Answer):
    """Everything the packs say of one application; `approval` is None while the form is open."""

    region_code: str
    on: str
    packs: tuple[PackRef, ...]
    decision: Decision
    materials: tuple[Material, ...]
    track: Track
    gravity: Gravity
    deadlines: dict[str, DeadlineOverride]
    parameters: dict[str, Parameter]
    approval: Approval | None
