"""The tables that are filled, in the order in which they are copied."""

from dataclasses import dataclass, field, fields
from typing import Any

import psycopg

from bench import answers
from bench.tables import Rows
from gongyuan.cases import models as m
from gongyuan.consultations.models import Consultation
from gongyuan.core.models import Event, File
from gongyuan.matters.models import Matter
from gongyuan.people.models import Worker, WorkerRegistration


def _rows(model: type[Any], names: str) -> Any:
    return field(default_factory=lambda: Rows(model, names))


WORKER = (
    "id name pinyin initials identity_number identity_index phone phone_index phone_tail_index "
    "address sex birth_date household is_migrant created_at"
)
CASE = (
    "id unit unit_path institution matter employer state source application_number case_number "
    "applicant_kind matter_scope aid_form claim_kinds hardship_grounds is_migrant "
    "has_severe_infringement_evidence people_count is_fast_track applicant_label facts_text "
    "claim_amount region_code employed_from applied_at accepted_at decided_at closed_on "
    "archived_at next_due_on next_due_code submission_key search move_of move_since"
)
DECISION = "case record outcome grounds reasons clauses note decided_at decided_by decider_post_id"
QUESTION = (
    "unit unit_path institution state channel topic question asked_at asked_on is_anonymous "
    "answer answered_at answered_on submission_key registered_at registered_by"
)
EVENT = (
    "subject_kind subject_id code at note data actor_user_id actor_post_id actor_name "
    "actor_office unit_id"
)


@dataclass
class Sheets:
    """Rows to come, table by table."""

    workers: Rows = _rows(Worker, WORKER)
    registrations: Rows = _rows(WorkerRegistration, "worker unit unit_path since")
    matters: Rows = _rows(Matter, "id code unit unit_path employer region_code opened_at")
    files: Rows = _rows(File, "id name content_type size sha256 stored_as created_at created_by")
    documents: Rows = _rows(
        m.OfficialDocument, "id case kind number title file issued_at issued_by served_at"
    )
    # Papers go before their cases: the file of an archived case is sealed against new ones.
    papers: Rows = _rows(
        m.Paper, "case file title catalogue_code material document added_at added_by"
    )
    cases: Rows = _rows(m.Case, CASE)
    applicants: Rows = _rows(m.Applicant, "id case worker is_representative position")
    claims: Rows = _rows(m.Claim, "id case applicant kind amount")
    consents: Rows = _rows(m.Consent, "case purpose text given_at")
    materials: Rows = _rows(m.Material, "id case code label why clause is_required status")
    supplements: Rows = _rows(m.Supplement, "case told_at due_on items answered_at")
    deadlines: Rows = _rows(
        m.Deadline, "case code label kept_by starts_on due_on source steps met_at"
    )
    reviews: Rows = _rows(
        m.Review, "case record outcome opinion reviewed_at reviewed_by reviewer_post_id"
    )
    decisions: Rows = _rows(m.Decision, DECISION)
    objections: Rows = _rows(m.Objection, "case decided_by_unit text raised_at")
    assignments: Rows = _rows(
        m.Assignment,
        "id case lawyer offered_at offered_by accepted_at conflict_declared ended_at end_kind",
    )
    mandates: Rows = _rows(m.Mandate, "case assignment kind signed_on recorded_at recorded_by")
    stages: Rows = _rows(
        m.Stage, "id case unit_path kind body number filed_on accepted_on concluded_on result"
    )
    results: Rows = _rows(m.ClaimResult, "stage claim outcome awarded_amount")
    reports: Rows = _rows(m.ProgressReport, "case happened_on text reported_at reported_by")
    messages: Rows = _rows(m.Message, "case is_from_worker text written_at written_by")
    closings: Rows = _rows(
        m.Closing,
        "case summary claimed_amount awarded_amount recovered_amount closed_by closed_at",
    )
    terminations: Rows = _rows(m.Termination, "case ground reason terminated_at terminated_by")
    checks: Rows = _rows(m.FileCheck, "case is_accepted checked_at checked_by")
    archives: Rows = _rows(
        m.Archive, "case number manifest manifest_sha256 package sealed_at sealed_by"
    )
    questions: Rows = _rows(Consultation, QUESTION)
    events: Rows = _rows(Event, EVENT)
    #: Written by a join, see `answers.write_records`.
    records: list[tuple[Any, ...]] = field(default_factory=list)

    def write(self, connection: psycopg.Connection[Any]) -> int:
        """Copy everything added so far; how many rows it was."""
        answers.write_records(connection, self.records)
        number = len(self.records)
        self.records = []
        return number + sum(rows.write(connection) for rows in self._all())

    def tables(self) -> list[str]:
        return ["policy_decisionrecord", *(rows.table for rows in self._all())]

    def _all(self) -> list[Rows]:
        found = [getattr(self, one.name) for one in fields(self)]
        return [rows for rows in found if isinstance(rows, Rows)]
