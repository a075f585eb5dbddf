"""Every table of a union's records says what becomes of them when another union takes it in."""

from django.apps import apps

from gongyuan.organisations.models import Unit
from gongyuan.organisations.queries.still_open import HOLDERS, keys_to

#: Tables that name a union and stay with it: what was done or written down, and what the other
#: union has of its own. They are read through the path, which leads below the other union.
HISTORY = {
    # Its own past and institutions; open institutions go over by themselves.
    "organisations.AidInstitution",
    "organisations.UnitStretch",
    "organisations.InstitutionStretch",
    "organisations.PassedOn",
    "organisations.StationCheck",
    "organisations.StationCheckItem",
    "organisations.CoordinationRecord",
    "organisations.CoverageTarget",
    # With whom it dealt.
    "people.WorkerRegistration",
    "people.Merge",
    "matters.Matter",
    "lawyers.LawyerMark",
    "lawyers.OnlineRegistration",
    "cases.LeaderInCharge",
    "cases.SentBack",
    "cases.ApplicantSheet",
    # What it set for itself; the other has its own.
    "lawyers.SupervisionPhone",
    "lawyers.ServiceStandard",
    "cases.DocumentTemplate",
    "quality.ReviewStandard",
    "ledgers.LedgerHeadings",
    # What it judged, wrote and reported.
    "quality.SampleDraw",
    "quality.AnswerDraw",
    "quality.CaseReview",
    "quality.QualityDocument",
    "panel.Activity",
    "panel.Appraisal",
    "panel.HonourRound",
    "panel.CountySummary",
    "panel.CaseHandOver",
    "panel.YearlyLedger",
    "panel.PanelDocument",
    "panel.Payment",
    "ledgers.Ledger",
    "ledgers.LedgerExport",
    "reporting.Return",
}


def test_every_table_of_a_unions_records_says_whether_they_go_over():
    """A new table offers `still_open(on=…)` on its query set, or is history and named above."""
    silent = {
        model._meta.label
        for model in apps.get_models()
        if keys_to(model, Unit, HOLDERS)
        and not hasattr(getattr(model, "objects", None), "still_open")
        and not hasattr(model, "pgh_tracked_model")
    }

    assert silent == HISTORY
