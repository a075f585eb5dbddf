from gongyuan.people.models.account import Post, PostQuerySet, User, UserManager
from gongyuan.people.models.employer import Employer, EmployerQuerySet
from gongyuan.people.models.verification import PhoneVerification
from gongyuan.people.models.worker import Worker, WorkerQuerySet, WorkerRegistration

__all__ = [
    "Employer",
    "EmployerQuerySet",
    "PhoneVerification",
    "Post",
    "PostQuerySet",
    "User",
    "UserManager",
    "Worker",
    "WorkerQuerySet",
    "WorkerRegistration",
]
