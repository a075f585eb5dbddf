from django.urls import path, re_path

from gongyuan.quality.views import (
    answers,
    complaint_steps,
    complaints,
    home,
    reviews,
    samples,
    visits,
)

STEPS = "|".join(complaint_steps.STEPS)

urlpatterns = [
    path("complaints/", complaints.complaint_list, name="complaint_list"),
    path("complaints/new/", complaints.complaint_new, name="complaint_new"),
    path("complaints/<int:complaint_id>/", complaints.complaint_detail, name="complaint_detail"),
    re_path(
        rf"^complaints/(?P<complaint_id>\d+)/(?P<step>{STEPS})/$",
        complaint_steps.complaint_step,
        name="complaint_step",
    ),
    path(
        "complaints/<int:complaint_id>/verdict/",
        complaint_steps.complaint_verdict,
        name="complaint_verdict",
    ),
    path(
        "complaints/<int:complaint_id>/phone/",
        complaint_steps.complaint_phone,
        name="complaint_phone",
    ),
    path(
        "complaints/<int:complaint_id>/documents/<int:quality_document_id>/",
        complaints.complaint_document,
        name="complaint_document",
    ),
    path("", home.quality_home, name="quality_home"),
    path("mine/", home.quality_mine, name="quality_mine"),
    path("visits/", visits.visit_list, name="visit_list"),
    path("visits/<int:visit_id>/", visits.visit_detail, name="visit_detail"),
    path("visits/<int:visit_id>/form/", visits.visit_form, name="visit_form"),
    path("visits/<int:visit_id>/answers/", visits.visit_answers, name="visit_answers"),
    path("visits/<int:visit_id>/attempts/", visits.visit_attempts, name="visit_attempts"),
    path("visits/<int:visit_id>/refusal/", visits.visit_refusal, name="visit_refusal"),
    path("visits/<int:visit_id>/end/", visits.visit_end, name="visit_end"),
    path("samples/", samples.draw_list, name="draw_list"),
    path("samples/new/", samples.draw_new, name="draw_new"),
    path("samples/standard/", samples.standard_new, name="standard_new"),
    path("samples/<int:draw_id>/", samples.draw_detail, name="draw_detail"),
    path("samples/<int:draw_id>/population/", samples.draw_population, name="draw_population"),
    path("reviews/", reviews.review_list, name="review_list"),
    path("reviews/<int:review_id>/", reviews.review_detail, name="review_detail"),
    path("reviews/<int:review_id>/reviewer/", reviews.review_reviewer, name="review_reviewer"),
    path("reviews/<int:review_id>/service/", reviews.review_service, name="review_service"),
    path("reviews/<int:review_id>/document/", reviews.review_document, name="review_document"),
    path("reviews/<int:review_id>/result/", reviews.review_result, name="review_result"),
    path("sheets/<int:sheet_id>/", reviews.review_sheet, name="review_sheet"),
    path("sheets/<int:sheet_id>/papers/<int:paper_id>/", reviews.review_paper, name="review_paper"),
    path("answers/", answers.answer_draw_list, name="answer_draw_list"),
    path("answers/new/", answers.answer_draw_new, name="answer_draw_new"),
    path("answers/<int:answer_draw_id>/", answers.answer_draw_detail, name="answer_draw_detail"),
    path(
        "answers/<int:answer_draw_id>/population/",
        answers.answer_draw_population,
        name="answer_draw_population",
    ),
    path("answers/checks/", answers.answer_check_list, name="answer_check_list"),
    path("answers/checks/<int:answer_check_id>/", answers.answer_check, name="answer_check"),
    path(
        "answers/checks/<int:answer_check_id>/own/",
        answers.answer_check_own,
        name="answer_check_own",
    ),
    path("answers/pauses/<int:pause_proposal_id>/", answers.pause_proposal, name="pause_proposal"),
    path("inquiries/", complaint_steps.inquiry_list, name="inquiry_list"),
    path("inquiries/<int:inquiry_id>/", complaint_steps.inquiry_answer, name="inquiry_answer"),
]
