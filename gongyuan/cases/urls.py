from django.urls import path, re_path

from gongyuan.cases.views import cases, verbs

urlpatterns = [
    path("", cases.case_list, name="case_list"),
    path("new/", cases.case_registration, name="case_registration"),
    path("clauses/<slug:pack>/<str:clause_id>/", cases.clause, name="case_clause"),
    path("<int:case_id>/", cases.case_detail, name="case_detail"),
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
    path(
        "<int:case_id>/documents/<int:document_id>/service/",
        cases.case_document_served,
        name="case_document_served",
    ),
]
