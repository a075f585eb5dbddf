"""The addresses of coverage, checks of stations and the log of coordination."""

from django.urls import path

from gongyuan.organisations.views import checks, coordination, coverage

network_patterns = [
    path("coverage/", coverage.organisation_coverage, name="organisation_coverage"),
    path("coverage/export/", coverage.coverage_export, name="coverage_export"),
    path("coverage/targets/", coverage.coverage_targets, name="coverage_targets"),
    path("stations/standard/", checks.station_standard, name="station_standard"),
    path(
        "institutions/<int:institution_id>/checks/",
        checks.station_check_entry,
        name="station_check_entry",
    ),
    path(
        "institutions/<int:institution_id>/check-sheet/",
        checks.station_check_sheet,
        name="station_check_sheet",
    ),
    path("checks/<int:check_id>/", checks.station_check, name="station_check"),
    path(
        "checks/items/<int:check_item_id>/mending/",
        checks.station_mending,
        name="station_mending",
    ),
    path(
        "checks/items/<int:check_item_id>/photos/<slug:photo>/",
        checks.station_check_photo,
        name="station_check_photo",
    ),
    path("coordination/", coordination.coordination_list, name="coordination_list"),
    path("coordination/new/", coordination.coordination_entry, name="coordination_entry"),
    path("coordination/export/", coordination.coordination_export, name="coordination_export"),
    path("coordination/sheet/", coordination.coordination_sheet, name="coordination_sheet"),
    path(
        "coordination/<int:coordination_id>/",
        coordination.coordination_record,
        name="coordination_record",
    ),
    path(
        "coordination/<int:coordination_id>/withdrawal/",
        coordination.coordination_withdrawal,
        name="coordination_withdrawal",
    ),
    path(
        "coordination/papers/<int:coordination_paper_id>/",
        coordination.coordination_paper,
        name="coordination_paper",
    ),
    path(
        "coordination/follow-ups/<int:follow_up_id>/",
        coordination.follow_up,
        name="follow_up",
    ),
]
