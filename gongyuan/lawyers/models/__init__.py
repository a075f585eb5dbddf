from gongyuan.lawyers.models.contact import ContactPoint, SupervisionPhone
from gongyuan.lawyers.models.firm import Firm, FirmContact, FirmEngagement
from gongyuan.lawyers.models.lawyer import DisciplineRecord, FirmMembership, Lawyer
from gongyuan.lawyers.models.mark import LawyerMark
from gongyuan.lawyers.models.nomination import (
    Nomination,
    NominationOpinion,
    NominationReview,
    NoticeObjection,
)
from gongyuan.lawyers.models.online import OnlineRegistration, ServiceStandard
from gongyuan.lawyers.models.round import RecruitmentRound
from gongyuan.lawyers.models.term import Improvement, PanelTerm

__all__ = [
    "ContactPoint",
    "DisciplineRecord",
    "Firm",
    "FirmContact",
    "FirmEngagement",
    "FirmMembership",
    "Improvement",
    "Lawyer",
    "LawyerMark",
    "Nomination",
    "NominationOpinion",
    "NominationReview",
    "NoticeObjection",
    "OnlineRegistration",
    "PanelTerm",
    "RecruitmentRound",
    "ServiceStandard",
    "SupervisionPhone",
]
