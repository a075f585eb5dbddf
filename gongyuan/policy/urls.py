from django.urls import path

from gongyuan.policy.views import calendar, figures, packs, revisions

urlpatterns = [
    path("calendar/", calendar.calendar, name="policy_calendar"),
    path("calendar/entry/", calendar.calendar_entry, name="policy_calendar_entry"),
    path("calendar/<int:year>/", calendar.calendar_year, name="policy_calendar_year"),
    path("figures/", figures.figures, name="policy_figures"),
    path("figures/entry/", figures.figure_entry, name="policy_figure_entry"),
    path("figures/<slug:figure>/", figures.figure, name="policy_figure"),
    path("", packs.pack_list, name="policy_packs"),
    path("packs/<slug:pack>/<int:version>/", packs.pack_detail, name="policy_pack"),
    path("simulator/", packs.simulator, name="policy_simulator"),
    path("differences/", packs.pack_differences, name="policy_differences"),
    path("revisions/new/", revisions.revision_new, name="policy_revision_new"),
    path("revisions/<int:revision_id>/", revisions.revision_detail, name="policy_revision"),
    path("revisions/<int:revision_id>/edit/", revisions.revision_edit, name="policy_revision_edit"),
    path(
        "revisions/<int:revision_id>/submission/",
        revisions.revision_submission,
        name="policy_revision_submission",
    ),
    path(
        "revisions/<int:revision_id>/approval/",
        revisions.revision_approval,
        name="policy_revision_approval",
    ),
    path(
        "revisions/<int:revision_id>/return/",
        revisions.revision_return,
        name="policy_revision_return",
    ),
    path(
        "revisions/<int:revision_id>/discard/",
        revisions.revision_discard,
        name="policy_revision_discard",
    ),
]
