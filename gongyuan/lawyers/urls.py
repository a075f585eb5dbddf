from django.urls import path

from gongyuan.lawyers.views import (
    contact,
    firms,
    members,
    nominations,
    online,
    panel,
    rounds,
    terms,
)

urlpatterns = [
    path("", panel.panel, name="lawyer_panel"),
    path("new/", members.lawyer_new, name="lawyer_new"),
    path("mine/", online.lawyer_own, name="lawyer_own"),
    path("firms/", firms.firm_list, name="firm_list"),
    path("firms/new/", firms.firm_new, name="firm_new"),
    path("firms/mine/", firms.firm_own, name="firm_own"),
    path("firms/<int:firm_id>/", firms.firm_detail, name="firm_detail"),
    path("firms/<int:firm_id>/facts/", firms.firm_edit, name="firm_edit"),
    path("firms/<int:firm_id>/contact/", firms.firm_contact, name="firm_contact"),
    path("terms/<int:term_id>/renewal/", terms.term_renewal, name="term_renewal"),
    path("terms/<int:term_id>/suspension/", terms.term_suspension, name="term_suspension"),
    path("terms/<int:term_id>/resumption/", terms.term_resumption, name="term_resumption"),
    path("terms/<int:term_id>/end/", terms.term_end, name="term_end"),
    path("terms/<int:term_id>/improvement/", terms.term_improvement, name="term_improvement"),
    path("terms/<int:term_id>/certification/", terms.term_certification, name="term_certification"),
    path("terms/<int:term_id>/certificate/", terms.term_certificate, name="term_certificate"),
    path(
        "improvements/<int:improvement_id>/answer/",
        terms.improvement_answer,
        name="improvement_answer",
    ),
    path(
        "improvements/<int:improvement_id>/outcome/",
        terms.improvement_outcome,
        name="improvement_outcome",
    ),
    path("rounds/", rounds.round_list, name="round_list"),
    path("rounds/new/", rounds.round_new, name="round_new"),
    path("rounds/<int:round_id>/", rounds.round_detail, name="round_detail"),
    path("rounds/<int:round_id>/facts/", rounds.round_edit, name="round_edit"),
    path("rounds/<int:round_id>/call/", rounds.round_call, name="round_call"),
    path(
        "rounds/<int:round_id>/cancellation/", rounds.round_cancellation, name="round_cancellation"
    ),
    path(
        "rounds/<int:round_id>/announcement/", rounds.round_announcement, name="round_announcement"
    ),
    path("rounds/<int:round_id>/completion/", rounds.round_completion, name="round_completion"),
    path("rounds/<int:round_id>/decision/", rounds.round_decision, name="round_decision"),
    path(
        "rounds/<int:round_id>/nominations/new/", nominations.nomination_new, name="nomination_new"
    ),
    *(
        path(f"nominations/<int:nomination_id>/{part}", view, name=f"nomination_{name}")
        for part, view, name in (
            ("", nominations.nomination_detail, "detail"),
            ("licence/", nominations.nomination_licence, "licence"),
            ("recommendation/", nominations.nomination_recommendation, "recommendation"),
            ("opinion/", nominations.nomination_opinion, "opinion"),
            ("return/", nominations.nomination_return, "return"),
            ("again/", nominations.nomination_again, "again"),
            ("retraction/", nominations.nomination_retraction, "retraction"),
            ("review/", nominations.nomination_review, "review"),
            ("objections/new/", nominations.nomination_objection, "objection"),
            ("opinions/<int:opinion_id>/", nominations.nomination_paper, "paper"),
        )
    ),
    path(
        "objections/<int:objection_id>/finding/",
        nominations.objection_finding,
        name="objection_finding",
    ),
    path("contact-points/", contact.contact_points, name="contact_points"),
    path("contact-points/new/", contact.contact_point_new, name="contact_point_new"),
    path("contact-points/<int:point_id>/end/", contact.contact_point_end, name="contact_point_end"),
    path("supervision-phones/", contact.supervision_phones, name="supervision_phones"),
    path("online/", online.online_list, name="online_list"),
    path("online/new/", online.online_new, name="online_new"),
    path("online/standards/new/", online.service_standard_new, name="service_standard_new"),
    *(
        path(f"online/<int:registration_id>/{part}", view, name=f"online_{name}")
        for part, view, name in (
            ("", online.online_detail, "detail"),
            ("admission/", online.online_admission, "admission"),
            ("rejection/", online.online_rejection, "rejection"),
            ("pause/", online.online_pause, "pause"),
            ("resumption/", online.online_resumption, "resumption"),
            ("hours/", online.online_hours, "hours"),
            ("standard/", online.online_standard, "standard"),
            ("withdrawal/", online.online_withdrawal, "withdrawal"),
        )
    ),
    path("<int:lawyer_id>/", panel.lawyer_detail, name="lawyer_detail"),
    path("<int:lawyer_id>/facts/", members.lawyer_edit, name="lawyer_edit"),
    path("<int:lawyer_id>/firm/", members.lawyer_move, name="lawyer_move"),
    path("<int:lawyer_id>/discipline/", members.lawyer_discipline, name="lawyer_discipline"),
    path("<int:lawyer_id>/photo/", members.lawyer_photo, name="lawyer_photo"),
    path("<int:lawyer_id>/photo/file/", panel.lawyer_picture, name="lawyer_picture"),
    path("<int:lawyer_id>/terms/new/", terms.lawyer_term_new, name="lawyer_term_new"),
    path("<int:lawyer_id>/engagements/new/", firms.engagement_new, name="engagement_new"),
]
