"""The addresses of what stands beside a case: orders, talks, reports, hand-ups, collaborations."""

from django.urls import include, path, re_path

from gongyuan.cases.views import collaboration, discussion, hand_ups, major, oversight, returns

oversight_urls = [
    path("new/", oversight.case_oversight_new, name="case_oversight_new"),
    path(
        "<int:order_id>/feedback/",
        oversight.case_oversight_feedback,
        name="case_oversight_feedback",
    ),
    path(
        "<int:order_id>/repetition/",
        oversight.case_oversight_repetition,
        name="case_oversight_repetition",
    ),
    path(
        "<int:order_id>/settlement/",
        oversight.case_oversight_settlement,
        name="case_oversight_settlement",
    ),
    path(
        "<int:order_id>/revocation/",
        oversight.case_oversight_revocation,
        name="case_oversight_revocation",
    ),
]

discussion_urls = [
    path("new/", discussion.case_discussion_new, name="case_discussion_new"),
    path(
        "<int:discussion_id>/conclusion/",
        discussion.case_discussion_conclusion,
        name="case_discussion_conclusion",
    ),
    path("members/<int:member_id>/opinion/", discussion.case_opinion, name="case_opinion"),
    path("members/<int:member_id>/recusal/", discussion.case_recusal, name="case_recusal"),
]

major_urls = [
    path("major/", major.case_major_mark, name="case_major_mark"),
    path("major/lifting/", major.case_major_lifting, name="case_major_lifting"),
    path("major/leader/", major.case_leader, name="case_leader"),
    path("major/tracking/", major.case_tracking, name="case_tracking"),
    path("major/reports/new/", major.case_report_new, name="case_report_new"),
    path(
        "major/reports/<int:report_id>/acknowledgement/",
        major.case_report_acknowledgement,
        name="case_report_acknowledgement",
    ),
]

hand_up_urls = [
    path("", hand_ups.hand_up_list, name="hand_up_list"),
    path("new/", hand_ups.hand_up_new, name="hand_up_new"),
    path("<int:hand_up_id>/", hand_ups.hand_up_detail, name="hand_up_detail"),
    path("<int:hand_up_id>/amendment/", hand_ups.hand_up_amendment, name="hand_up_amendment"),
    path("<int:hand_up_id>/withdrawal/", hand_ups.hand_up_withdrawal, name="hand_up_withdrawal"),
    path("<int:hand_up_id>/return/", hand_ups.hand_up_return, name="hand_up_return"),
    path("<int:hand_up_id>/takeover/", hand_ups.hand_up_takeover, name="hand_up_takeover"),
]

collaboration_urls = [
    path("", collaboration.collaboration_list, name="collaboration_list"),
    path(
        "<int:collaboration_id>/", collaboration.collaboration_detail, name="collaboration_detail"
    ),
    path(
        "<int:collaboration_id>/agreement/",
        collaboration.collaboration_agreement,
        name="collaboration_agreement",
    ),
    path(
        "<int:collaboration_id>/papers/<int:shared_paper_id>/",
        collaboration.collaboration_paper,
        name="collaboration_paper",
    ),
    re_path(
        rf"^(?P<collaboration_id>\d+)/(?P<deed>{'|'.join(collaboration.STEPS)})/$",
        collaboration.collaboration_step,
        name="collaboration_step",
    ),
]

BESIDE = [
    path("returns/", returns.sent_back_list, name="sent_back_list"),
    path("<int:case_id>/oversight/", include(oversight_urls)),
    path("<int:case_id>/discussions/", include(discussion_urls)),
    path("<int:case_id>/", include(major_urls)),
    path("major/", major.major_cases, name="major_cases"),
    path("hand-ups/", include(hand_up_urls)),
    path("collaborations/", include(collaboration_urls)),
    path(
        "<int:case_id>/collaborations/new/",
        collaboration.case_collaboration_new,
        name="case_collaboration_new",
    ),
    path("lawyer/<int:case_id>/major-report/", major.lawyer_report, name="lawyer_report"),
]
