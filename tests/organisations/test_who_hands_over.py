"""Every key to a union says what becomes of its rows when another union takes that one in."""

from django.apps import apps
from django.db.models import CharField, UniqueConstraint

from gongyuan.organisations.models import AidInstitution, Unit
from gongyuan.organisations.queries.still_open import HOLDERS, keys_to, tables_handed_on

#: The rows that are still open become the other union's, so that somebody acts on them. What both
#: hold (of one lawyer, one person, one name) is shown first and made one, or told apart.
GOES_OVER = {
    "organisations.Agreement.unit",
    "organisations.FollowUp.unit",
    "organisations.StationCheckItem.unit",
    "organisations.StationCheckItem.checked_by_unit",
    "people.Post.unit",
    "people.AccountRequest.unit",
    "people.SharedDesk.unit",
    "people.Volunteer.unit",
    "lawyers.Lawyer.home_unit",
    "lawyers.ContactPoint.unit",
    "lawyers.SupervisionPhone.unit",
    "lawyers.RecruitmentRound.unit",
    "lawyers.PanelTerm.unit",
    "lawyers.Nomination.county",
    "lawyers.OnlineRegistration.unit",
    "cases.Case.unit",
    "cases.Appointment.unit",
    "cases.Collaboration.unit",
    "cases.Collaboration.to_unit",
    "cases.Collaboration.cost_proposed_by",
    "cases.HandUp.unit",
    "cases.HandUp.to_unit",
    "cases.MajorCase.unit",
    "cases.MajorReport.to_unit",
    "cases.Objection.decided_by_unit",
    "cases.OversightOrder.unit",
    "cases.OversightOrder.to_unit",
    "duty.DutyPoint.unit",
    "consultations.Consultation.unit",
    "quality.AnswerCheck.unit",
    "quality.Complaint.unit",
    "quality.CaseReview.unit",
    "quality.ReturnVisit.unit",
    "panel.Activity.unit",
    "panel.ServiceRequest.asker",
    "panel.ServiceRequest.unit",
    "panel.Appraisal.unit",
    "panel.Conduct.unit",
    "panel.CaseHandOver.unit",
    "panel.Course.unit",
    "panel.YearlyLedger.unit",
    "ledgers.Ledger.unit",
}
#: Handed on by a step of its own.
BY_ITSELF = {
    # Open unions and institutions below; the union itself is put below the other.
    "organisations.Unit.parent",
    "organisations.AidInstitution.unit",
    # The other union registers the same workers, with their days.
    "people.WorkerRegistration.unit",
    # A key without a constraint: the tree stands above its domain.
    "policy.PackRevision.unit_id",
}
#: Stays under the old name, and who took the union in may finish it there (`own_or_taken_in`).
FINISHED_BY_THE_HEIR = {
    "panel.HonourRound.unit",
    "panel.CountySummary.unit",
    "panel.Payment.unit",
    "reporting.Return.unit",
}
#: Stays: what was done, found, written down or said, and what the other has of its own. It is read
#: through the path, which leads below the other union.
HISTORY = {
    # Its own past, and what was found at its stations.
    "organisations.Unit.merged_into",
    "organisations.UnitStretch.unit",
    "organisations.UnitStretch.parent",
    "organisations.InstitutionStretch.unit",
    "organisations.PassedOn.unit",
    "organisations.StationCheck.unit",
    "organisations.StationCheck.checked_by_unit",
    "organisations.CoordinationRecord.unit",
    # With whom it dealt; a proposal to merge entries is judged within sight.
    "people.Merge.unit",
    "matters.Matter.unit",
    "lawyers.LawyerMark.unit",
    "cases.LeaderInCharge.unit",
    "cases.SentBack.unit",
    "cases.SentBack.to_unit",
    "cases.ApplicantSheet.unit",
    "cases.MajorReport.from_unit",
    "quality.Complaint.about_unit",
    # What it set for itself; the other has its own.
    "organisations.CoverageTarget.unit",
    "lawyers.ServiceStandard.unit",
    "cases.DocumentTemplate.unit",
    "quality.ReviewStandard.unit",
    "ledgers.LedgerHeadings.unit",
    # What it drew, issued and took away; what is open of it goes over by itself.
    "quality.SampleDraw.unit",
    "quality.SampleDraw.covered_unit",
    "quality.AnswerDraw.unit",
    "quality.QualityDocument.unit",
    "panel.PanelDocument.unit",
    "ledgers.LedgerExport.unit",
}
#: What may be held by both unions only in ways that cannot meet: by what never goes over, or
#: because a merger ends one of the two first (see tests/organisations/test_doubles.py).
ENDED_FIRST = {
    "one_open_post_per_user_unit_and_role",
    "a_volunteer_serves_a_unit_once",
    "one_open_contact_point_per_lawyer_and_unit",
    "one_supervision_phone_per_unit_and_body",
    "one_term_per_lawyer_unit_and_days",
    "one_open_registration_per_lawyer_and_unit",
    "one_open_collaboration_per_case_and_unit",
    "one_open_report_per_case_and_level",
    "one_open_oversight_per_case_and_unit",
}


def _own_models():
    return [model for model in apps.get_models() if not hasattr(model, "pgh_tracked_model")]


def test_every_key_to_a_union_says_what_a_merger_does_with_its_rows():
    """A new key is named above; where its rows go over, its query set says which of them."""
    keys = {f"{model._meta.label}.{key}" for model in _own_models() for key in keys_to(model, Unit)}
    loose = {
        f"{model._meta.label}.{field.name}"
        for model in _own_models()
        for field in model._meta.concrete_fields
        if field.name.endswith("unit_id") and model._meta.app_label != "core"
    }

    assert keys | loose == GOES_OVER | BY_ITSELF | FINISHED_BY_THE_HEIR | HISTORY
    handed_on = {
        f"{model._meta.label}.{key}"
        for model in tables_handed_on()
        for key in keys_to(model, Unit, HOLDERS)
    }
    assert handed_on == GOES_OVER


def test_what_a_union_has_once_is_made_one_or_told_apart_first():
    """A new constraint on what goes over is answered for: a merger must not stumble over it."""
    once = {
        constraint.name: (model, constraint.fields)
        for model in tables_handed_on()
        for constraint in model._meta.constraints
        if isinstance(constraint, UniqueConstraint)
        and set(constraint.fields) & set(keys_to(model, Unit, HOLDERS))
    }
    numbered = set()
    for name, (model, fields) in once.items():
        for number in getattr(model.objects.all(), "own_numbers", ()):
            if set(number) | {"unit"} == set(fields):
                assert isinstance(model._meta.get_field(number[0]), CharField)
                numbered.add(name)

    assert once.keys() - numbered == ENDED_FIRST


def test_what_hangs_on_an_institution_is_handed_on_or_history():
    """Where two institutions of one name become one, what is open at the one goes to the other."""
    keys = {
        f"{model._meta.label}.{key}"
        for model in _own_models()
        for key in keys_to(model, AidInstitution)
    }

    asked = {f"{model._meta.label}.institution" for model in tables_handed_on()}
    assert keys - asked == {
        "organisations.InstitutionStretch.institution",
        "organisations.StationCheck.institution",
    }
