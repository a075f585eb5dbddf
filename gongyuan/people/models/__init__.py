from gongyuan.people.models.account import Post, PostQuerySet, User, UserManager
from gongyuan.people.models.account_request import AccountRequest
from gongyuan.people.models.alias import EmployerAlias
from gongyuan.people.models.certificate import Certificate, CertificateQuerySet
from gongyuan.people.models.cover import AbsenceCover
from gongyuan.people.models.employer import Employer, EmployerQuerySet
from gongyuan.people.models.merge import Merge
from gongyuan.people.models.shared_desk import DeskSitting, SharedDesk, SigningCode
from gongyuan.people.models.verification import PhoneVerification
from gongyuan.people.models.volunteer import (
    Volunteer,
    VolunteerHours,
    VolunteerLapse,
    VolunteerQuerySet,
)
from gongyuan.people.models.worker import Worker, WorkerQuerySet, WorkerRegistration

__all__ = [
    "AbsenceCover",
    "AccountRequest",
    "Certificate",
    "CertificateQuerySet",
    "DeskSitting",
    "Employer",
    "EmployerAlias",
    "EmployerQuerySet",
    "Merge",
    "PhoneVerification",
    "Post",
    "PostQuerySet",
    "SharedDesk",
    "SigningCode",
    "User",
    "UserManager",
    "Volunteer",
    "VolunteerHours",
    "VolunteerLapse",
    "VolunteerQuerySet",
    "Worker",
    "WorkerQuerySet",
    "WorkerRegistration",
]
