from django.urls import path, re_path

from gongyuan.panel.views import (
    activities,
    appraisals,
    case_payments,
    conduct,
    courses,
    hand_overs,
    honours,
    ledgers,
    own,
    payments,
    summaries,
)

REQUEST_STEPS = "|".join(activities.STEPS)
CONDUCT_STEPS, HEAD_STEPS = "|".join(conduct.STEPS), "|".join(conduct.HEAD_STEPS)
OWN_STEPS, APPRAISAL_STEPS = "|".join(own.STEPS), "|".join(appraisals.STEPS)

urlpatterns = [
    path("mine/", own.my_year, name="my_year"),
    path("mine/activities/new/", own.activity_new, name="activity_new"),
    path(
        "mine/activities/<int:activity_id>/strike/",
        own.activity_own_strike,
        name="activity_own_strike",
    ),
    path("mine/ledgers/<int:term_id>/", own.my_ledger, name="my_ledger"),
    path("mine/conduct/<int:conduct_id>/", own.conduct_own, name="conduct_own"),
    re_path(
        rf"^mine/conduct/(?P<conduct_id>\d+)/(?P<step>{OWN_STEPS})/$",
        own.conduct_own_step,
        name="conduct_own_step",
    ),
    # The first of the tabs: the rail finds all of them under it.
    path("", ledgers.ledger_list, name="year_ledger_list"),
    path("ledgers/<int:year_ledger_id>/", ledgers.ledger_detail, name="year_ledger_detail"),
    path(
        "ledgers/<int:year_ledger_id>/<int:number>/",
        ledgers.ledger_version,
        name="year_ledger_version",
    ),
    re_path(
        r"^ledgers/(?P<year_ledger_id>\d+)/(?P<number>\d+)/(?P<form>docx|pdf)/$",
        ledgers.ledger_file,
        name="year_ledger_file",
    ),
    path("activities/", activities.activity_list, name="activity_list"),
    path("activities/<int:activity_id>/", activities.activity_detail, name="activity_detail"),
    path(
        "activities/<int:activity_id>/confirmation/",
        activities.activity_confirmation,
        name="activity_confirmation",
    ),
    path(
        "activities/<int:activity_id>/strike/", activities.activity_strike, name="activity_strike"
    ),
    path("requests/", activities.request_list, name="request_list"),
    path("requests/new/", activities.request_new, name="request_new"),
    path("requests/<int:service_request_id>/", activities.service_request, name="service_request"),
    path(
        "requests/<int:service_request_id>/paper/", activities.request_paper, name="request_paper"
    ),
    re_path(
        rf"^requests/(?P<service_request_id>\d+)/(?P<step>{REQUEST_STEPS})/$",
        activities.request_step,
        name="request_step",
    ),
    path("conduct/", conduct.conduct_list, name="conduct_list"),
    path("conduct/terms/<int:term_id>/new/", conduct.conduct_new, name="conduct_new"),
    path("conduct/<int:conduct_id>/", conduct.conduct_detail, name="conduct_detail"),
    path("conduct/<int:conduct_id>/evidence/", conduct.conduct_evidence, name="conduct_evidence"),
    path(
        "conduct/<int:conduct_id>/evidence/<int:evidence_id>/",
        conduct.conduct_paper,
        name="conduct_paper",
    ),
    path(
        "conduct/<int:conduct_id>/documents/<int:panel_document_id>/",
        conduct.conduct_document,
        name="conduct_document",
    ),
    re_path(
        rf"^conduct/(?P<conduct_id>\d+)/(?P<step>{CONDUCT_STEPS})/$",
        conduct.conduct_step,
        name="conduct_step",
    ),
    re_path(
        rf"^conduct/(?P<conduct_id>\d+)/(?P<step>{HEAD_STEPS})/$",
        conduct.conduct_decision,
        name="conduct_decision",
    ),
    re_path(
        r"^conduct/(?P<conduct_id>\d+)/(?P<step>uphold|revoke)/$",
        conduct.conduct_review,
        name="conduct_review",
    ),
    path("hand-overs/<int:hand_over_id>/", hand_overs.hand_over, name="hand_over"),
    path(
        "hand-overs/<int:hand_over_id>/reason/",
        hand_overs.hand_over_reason,
        name="hand_over_reason",
    ),
    path("appraisals/", appraisals.appraisal_list, name="appraisal_list"),
    path("appraisals/beginning/", appraisals.appraisals_begin, name="appraisals_begin"),
    path("appraisals/terms/<int:term_id>/", appraisals.appraisal_new, name="appraisal_new"),
    path("appraisals/<int:appraisal_id>/", appraisals.appraisal_detail, name="appraisal_detail"),
    path(
        "appraisals/<int:appraisal_id>/opinion/",
        appraisals.appraisal_opinion,
        name="appraisal_opinion",
    ),
    path(
        "appraisals/<int:appraisal_id>/documents/<int:panel_document_id>/",
        appraisals.appraisal_document,
        name="appraisal_document",
    ),
    re_path(
        rf"^appraisals/(?P<appraisal_id>\d+)/(?P<step>{APPRAISAL_STEPS})/$",
        appraisals.appraisal_decision,
        name="appraisal_decision",
    ),
    path("honours/", honours.honour_list, name="honour_list"),
    path("honours/public/", honours.honours_public, name="honours_public"),
    path("honours/<int:honour_id>/", honours.honour_round, name="honour_round"),
    path(
        "honours/<int:honour_id>/candidates/new/",
        honours.honour_candidate_new,
        name="honour_candidate_new",
    ),
    path(
        "honours/<int:honour_id>/candidates/<int:honour_candidate_id>/removal/",
        honours.honour_removal,
        name="honour_removal",
    ),
    path("honours/<int:honour_id>/publicity/", honours.honour_publicity, name="honour_publicity"),
    path("honours/<int:honour_id>/award/", honours.honour_award, name="honour_award"),
    path(
        "honours/<int:honour_id>/documents/<int:panel_document_id>/",
        honours.honour_document,
        name="honour_document",
    ),
    path("summaries/", summaries.summary_list, name="summary_list"),
    path("summaries/<int:summary_id>/", summaries.summary_detail, name="summary_detail"),
    path(
        "summaries/<int:summary_id>/files/<int:attachment_id>/",
        summaries.summary_file,
        name="summary_file",
    ),
    path("payments/", payments.payment_list, name="payment_list"),
    path("payments/stipends/", payments.stipend_payment, name="stipend_payment"),
    path("payments/sheet/", payments.payment_sheet, name="payment_sheet"),
    path("payments/table/", payments.payment_table, name="payment_table"),
    path("payments/cases/", case_payments.case_payment_list, name="case_payment_list"),
    path("payments/cases/table/", case_payments.case_payment_table, name="case_payment_table"),
    path(
        "payments/cases/<int:case_id>/new/",
        case_payments.case_payment_new,
        name="case_payment_new",
    ),
    path("payments/<int:payment_id>/", payments.payment_detail, name="payment_detail"),
    path(
        "payments/<int:payment_id>/withdrawal/",
        payments.payment_withdrawal,
        name="payment_withdrawal",
    ),
    path("courses/", courses.course_list, name="course_list"),
    path("courses/new/", courses.course_new, name="course_new"),
    path("courses/<int:course_id>/", courses.course_detail, name="course_detail"),
    path("courses/<int:course_id>/entry/", courses.course_entry, name="course_entry"),
    path(
        "courses/<int:course_id>/withdrawal/", courses.course_withdrawal, name="course_withdrawal"
    ),
    path(
        "courses/<int:course_id>/papers/<int:course_paper_id>/",
        courses.course_paper,
        name="course_paper",
    ),
    path(
        "courses/<int:course_id>/attendance/", courses.course_attendance, name="course_attendance"
    ),
    *(
        path(
            f"courses/<int:course_id>/{step}/",
            courses.course_step,
            {"step": step},
            name=f"course_{step}",
        )
        for step in courses.STEPS
    ),
]
