"""Whoever acts: a user in one post, a worker with a proven phone, a visitor, or the system."""

from dataclasses import dataclass, field

from gongyuan.people.capabilities import BY_ROLE, SYSTEM
from gongyuan.people.choices import Role


@dataclass(frozen=True, kw_only=True)
class Actor:
    name: str
    office: str = ""
    user_id: int | None = None
    post_id: int | None = None
    unit_id: int | None = None
    #: Empty for everybody who has no place in the tree; no scope matches an empty path.
    unit_path: str = ""
    role: str = ""
    capabilities: frozenset[str] = frozenset()
    #: In whose place somebody acts for some days; the name of the actor says it too.
    covers_user_id: int | None = None
    #: Signed in at a shared desk by a short code, not with an own account.
    is_at_shared_desk: bool = False
    #: The cases a worker has opened with code and phone; empty for everybody else.
    case_ids: frozenset[int] = field(default_factory=frozenset)
    #: The complaints somebody has opened with code and phone.
    complaint_ids: frozenset[int] = field(default_factory=frozenset)
    #: The consultations somebody has opened with the code.
    consultation_ids: frozenset[int] = field(default_factory=frozenset)

    def can(self, capability: str) -> bool:
        return capability in self.capabilities

    @property
    def signature(self) -> str:
        """Who acts, as it is written on a record: name and office, at most 200 characters."""
        return f"{self.name} {self.office}".strip()[:200]

    @property
    def is_in_own_right(self) -> bool:
        """With the own account and in an own post: what lasts beyond today may be given to it."""
        return self.covers_user_id is None and not self.is_at_shared_desk

    @property
    def is_lawyer(self) -> bool:
        return self.role == Role.LAWYER

    @property
    def is_worker(self) -> bool:
        return self.role == Role.WORKER


def visitor() -> Actor:
    """Anybody on the public pages; may apply and ask, sees nothing that is kept."""
    return Actor(name="网上来访")


def worker(*, case_ids: frozenset[int]) -> Actor:
    """A worker who has proven code and phone, for the cases these opened."""
    return Actor(
        name="职工本人",
        role=Role.WORKER,
        capabilities=BY_ROLE[Role.WORKER],
        case_ids=case_ids,
    )


def complainant(*, complaint_ids: frozenset[int]) -> Actor:
    """Whoever has proven code and phone of a complaint, for the complaints these opened."""
    return Actor(
        name="投诉人",
        role=Role.WORKER,
        capabilities=BY_ROLE[Role.WORKER],
        complaint_ids=complaint_ids,
    )


def asker(*, consultation_ids: frozenset[int]) -> Actor:
    """Whoever has shown the code of a consultation, for the consultations it opened."""
    return Actor(
        name="咨询人",
        role=Role.WORKER,
        capabilities=BY_ROLE[Role.WORKER],
        consultation_ids=consultation_ids,
    )


def system() -> Actor:
    """The job worker, for what the law makes happen by itself."""
    return Actor(name="系统", capabilities=SYSTEM)
