from django.urls import include, path, re_path

from gongyuan.cases.views import (
    addresses,
    applicant_sheets,
    assignment,
    batches,
    calendar,
    cases,
    closing,
    comparison,
    documents,
    drafting,
    exports,
    feeds,
    handling,
    keeping,
    lawyer,
    lawyer_stages,
    lists,
    parts,
    roll,
    several,
    verbs,
)
from gongyuan.cases.views import document_templates as templates

parts.register()

lawyer_urls = [
    path("lawyer/calendar/", calendar.lawyer_calendar, name="lawyer_calendar"),
    path("lawyer/", lawyer.lawyer_cases, name="lawyer_cases"),
    path("lawyer/<int:case_id>/", lawyer.lawyer_case, name="lawyer_case"),
    path("lawyer/<int:case_id>/offer/", lawyer.lawyer_offer, name="lawyer_offer"),
    path("lawyer/<int:case_id>/refusal/", lawyer.lawyer_refusal, name="lawyer_refusal"),
    path("lawyer/<int:case_id>/mandate/", lawyer.lawyer_mandate, name="lawyer_mandate"),
    path("lawyer/<int:case_id>/progress/", lawyer.lawyer_progress, name="lawyer_progress"),
    path("lawyer/<int:case_id>/messages/", lawyer.lawyer_message, name="lawyer_message"),
    path("lawyer/<int:case_id>/papers/new/", lawyer.lawyer_paper, name="lawyer_paper"),
    path("lawyer/<int:case_id>/stages/", lawyer_stages.lawyer_stage_new, name="lawyer_stage_new"),
    path(
        "lawyer/<int:case_id>/stages/<int:stage_id>/",
        lawyer_stages.lawyer_stage,
        name="lawyer_stage",
    ),
    path(
        "lawyer/<int:case_id>/stages/<int:stage_id>/conclusion/",
        lawyer_stages.lawyer_stage_conclusion,
        name="lawyer_stage_conclusion",
    ),
    path(
        "lawyer/<int:case_id>/deadlines/<int:deadline_id>/",
        lawyer_stages.lawyer_deadline,
        name="lawyer_deadline",
    ),
    path(
        "lawyer/<int:case_id>/occurrences/new/",
        calendar.lawyer_occurrence_new,
        name="lawyer_occurrence_new",
    ),
    path(
        "lawyer/<int:case_id>/appointments/new/",
        calendar.lawyer_appointment_new,
        name="lawyer_appointment_new",
    ),
    path(
        "lawyer/<int:case_id>/appointments/<int:appointment_id>/",
        calendar.lawyer_appointment,
        name="lawyer_appointment",
    ),
    path(
        "lawyer/<int:case_id>/appointments/<int:appointment_id>/cancellation/",
        calendar.lawyer_appointment_cancellation,
        name="lawyer_appointment_cancellation",
    ),
    path(
        "lawyer/<int:case_id>/deadlines/<int:deadline_id>/confirmation/",
        lawyer_stages.lawyer_deadline_report,
        name="lawyer_deadline_report",
    ),
    path("lawyer/<int:case_id>/closing/", lawyer_stages.lawyer_closing, name="lawyer_closing"),
    path("lawyer/<int:case_id>/file/", lawyer_stages.lawyer_file, name="lawyer_file"),
]

document_urls = [
    path("", documents.case_documents, name="case_documents"),
    path("wording/<slug:document>/", documents.case_wording, name="case_wording"),
    path("<int:document_id>/service/", cases.case_document_served, name="case_document_served"),
    path("<int:document_id>/print/", documents.case_document_print, name="case_document_print"),
    path("<int:document_id>/version/", documents.case_new_version, name="case_new_version"),
]
_VERSION = "versions/<int:template_id>"
template_urls = [
    path("", templates.case_templates, name="case_templates"),
    path("<slug:document>/", templates.case_template_kind, name="case_template_kind"),
    path("<slug:document>/first/", templates.case_template_built_in, name="case_template_built_in"),
    path(f"{_VERSION}/file/", templates.case_template_file, name="case_template_file"),
    path(f"{_VERSION}/preview/", templates.case_template_preview, name="case_template_preview"),
    path(f"{_VERSION}/start/", templates.case_template_start, name="case_template_start"),
    path(f"{_VERSION}/end/", templates.case_template_end, name="case_template_end"),
]

urlpatterns = [
    path("", lists.case_list, name="case_list"),
    path("filter/", lists.case_filter, name="case_filter"),
    path("several/urging/", several.cases_urge, name="cases_urge"),
    path("several/documents/", several.cases_documents, name="cases_documents"),
    path("several/", several.cases_done, name="cases_done"),
    path("filters/", lists.case_saved_filters, name="case_saved_filters"),
    path("filters/<int:filter_id>/", lists.case_saved_filter, name="case_saved_filter"),
    path(
        "filters/<int:filter_id>/deletion/",
        lists.case_saved_filter_deletion,
        name="case_saved_filter_deletion",
    ),
    path("exports/", exports.case_export_new, name="case_export_new"),
    path("exports/<int:export_id>/", exports.case_export, name="case_export"),
    path("exports/<int:export_id>/file/", exports.case_export_file, name="case_export_file"),
    path("new/", cases.case_registration, name="case_registration"),
    path("new/sheet/", applicant_sheets.applicant_sheet_new, name="applicant_sheet_new"),
    path(
        "new/sheet/template/",
        applicant_sheets.applicant_sheet_template,
        name="applicant_sheet_template",
    ),
    path("new/sheet/<int:sheet_id>/", applicant_sheets.applicant_sheet, name="applicant_sheet"),
    path(
        "new/sheet/<int:sheet_id>/application/",
        applicant_sheets.case_roll_registration,
        name="case_roll_registration",
    ),
    path("policy-comparison/", comparison.policy_comparison, name="case_policy_comparison"),
    path("clauses/<slug:pack>/<str:clause_id>/", cases.clause, name="case_clause"),
    path("calendar/", calendar.case_calendar, name="case_calendar"),
    path("calendar/address/", feeds.calendar_address, name="calendar_address"),
    path("calendar/address/new/", feeds.calendar_address_new, name="calendar_address_new"),
    path("calendar/address/end/", feeds.calendar_address_end, name="calendar_address_end"),
    path("calendar/<str:secret>.ics", feeds.calendar_feed, name="calendar_feed"),
    path("<int:case_id>/", cases.case_detail, name="case_detail"),
    path("<int:case_id>/applicants/", roll.case_roll, name="case_roll"),
    path("<int:case_id>/applicants/new/", roll.case_applicant_new, name="case_applicant_new"),
    path(
        "<int:case_id>/applicants/<int:applicant_id>/departure/",
        roll.case_applicant_departure,
        name="case_applicant_departure",
    ),
    path(
        "<int:case_id>/applicants/<int:applicant_id>/agents/new/",
        roll.case_agent_new,
        name="case_agent_new",
    ),
    path("<int:case_id>/applicants/file/", batches.case_roll_file, name="case_roll_file"),
    path("<int:case_id>/batches/", batches.case_batch_new, name="case_batch_new"),
    path("<int:case_id>/batches/<int:batch_id>/", batches.case_batch, name="case_batch"),
    path(
        "<int:case_id>/batches/<int:batch_id>/file/",
        batches.case_batch_file,
        name="case_batch_file",
    ),
    path("<int:case_id>/agents/<int:agent_id>/end/", roll.case_agent_end, name="case_agent_end"),
    path("<int:case_id>/representatives/", roll.case_representatives, name="case_representatives"),
    path(
        "<int:case_id>/applicants/sheet/",
        applicant_sheets.case_applicant_sheet,
        name="case_applicant_sheet",
    ),
    path("<int:case_id>/acceptance/", verbs.case_acceptance, name="case_acceptance"),
    path("<int:case_id>/oral-record/", verbs.case_oral_signed, name="case_oral_signed"),
    path(
        "<int:case_id>/supplement-request/",
        verbs.case_supplement_request,
        name="case_supplement_request",
    ),
    path("<int:case_id>/supplement/", verbs.case_supplement, name="case_supplement"),
    path("<int:case_id>/review/", verbs.case_review, name="case_review"),
    re_path(
        r"^(?P<case_id>\d+)/decision/(?P<outcome>grant|grant_first|refuse)/$",
        verbs.case_decision,
        name="case_decision",
    ),
    re_path(
        r"^(?P<case_id>\d+)/objection/(?P<verb>uphold|change|remand|uphold_termination|revoke_termination)/$",
        verbs.case_objection,
        name="case_objection",
    ),
    re_path(
        r"^(?P<case_id>\d+)/(?P<verb>return_to_review|withdraw|object|object_termination)/$",
        verbs.case_note_verb,
        name="case_note_verb",
    ),
    path("<int:case_id>/transfer/", verbs.case_transfer, name="case_transfer"),
    path("<int:case_id>/lapse/", verbs.case_lapse, name="case_lapse"),
    path("<int:case_id>/termination/", verbs.case_termination, name="case_termination"),
    path("<int:case_id>/papers/new/", cases.case_paper_new, name="case_paper_new"),
    path("<int:case_id>/papers/<int:paper_id>/", cases.case_paper, name="case_paper"),
    path("<int:case_id>/documents/", include(document_urls)),
    path("templates/", include(template_urls)),
    path("<int:case_id>/drafting/<slug:draft>/", drafting.case_draft, name="case_draft"),
    path("<int:case_id>/assignment/", assignment.case_assignment, name="case_assignment"),
    path("<int:case_id>/replacement/", assignment.case_replacement, name="case_replacement"),
    path("<int:case_id>/mandate/", handling.case_mandate, name="case_mandate"),
    path("<int:case_id>/suspension/", handling.case_suspension, name="case_suspension"),
    path("<int:case_id>/resumption/", handling.case_resumption, name="case_resumption"),
    path("<int:case_id>/messages/", handling.case_message, name="case_message"),
    path(
        "<int:case_id>/deadlines/<int:deadline_id>/", handling.case_deadline, name="case_deadline"
    ),
    path(
        "<int:case_id>/occurrences/new/", calendar.case_occurrence_new, name="case_occurrence_new"
    ),
    path(
        "<int:case_id>/appointments/new/",
        calendar.case_appointment_new,
        name="case_appointment_new",
    ),
    path(
        "<int:case_id>/appointments/<int:appointment_id>/",
        calendar.case_appointment,
        name="case_appointment",
    ),
    path(
        "<int:case_id>/appointments/<int:appointment_id>/cancellation/",
        calendar.case_appointment_cancellation,
        name="case_appointment_cancellation",
    ),
    path(
        "<int:case_id>/deadlines/<int:deadline_id>/confirmation/",
        handling.case_deadline_report,
        name="case_deadline_report",
    ),
    path("<int:case_id>/file/", closing.case_file, name="case_file"),
    path("<int:case_id>/file/papers/new/", closing.case_file_paper, name="case_file_paper"),
    path("<int:case_id>/file/return/", closing.case_file_return, name="case_file_return"),
    path("archives/due/", keeping.archives_due, name="archives_due"),
    path("<int:case_id>/archive/", closing.case_archive, name="case_archive"),
    path("<int:case_id>/archive/book/", keeping.case_archive_book, name="case_archive_book"),
    path("<int:case_id>/archive/papers/", keeping.case_archive_papers, name="case_archive_papers"),
    path(
        "<int:case_id>/archive/supplements/<int:supplement_id>/",
        keeping.case_archive_supplement,
        name="case_archive_supplement",
    ),
    path(
        "<int:case_id>/archive/appraisal/",
        keeping.case_archive_appraisal,
        name="case_archive_appraisal",
    ),
    path(
        "<int:case_id>/archive/package/", closing.case_archive_package, name="case_archive_package"
    ),
    *addresses.BESIDE,
    *lawyer_urls,
]
