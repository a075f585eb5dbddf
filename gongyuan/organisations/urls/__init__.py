from django.urls import path

from gongyuan.organisations.urls.network import network_patterns
from gongyuan.organisations.views import agreements, as_of, institutions, mergers, pictures, units

urlpatterns = [
    path("", units.organisation_tree, name="organisation_tree"),
    path("search/", units.unit_search, name="unit_search"),
    path("history/", as_of.organisation_history, name="organisation_history"),
    path("history/export/", as_of.history_export, name="history_export"),
    path("roster/", as_of.institution_roster, name="institution_roster"),
    path("roster/export/", as_of.roster_export, name="roster_export"),
    path("units/<int:unit_id>/", units.unit_detail, name="unit_detail"),
    path("units/<int:unit_id>/creation/", units.unit_creation, name="unit_creation"),
    path("units/<int:unit_id>/edit/", units.unit_edit, name="unit_edit"),
    path("units/<int:unit_id>/move/", units.unit_move, name="unit_move"),
    path("units/<int:unit_id>/merger/", mergers.unit_merger, name="unit_merger"),
    path("units/<int:unit_id>/closing/", units.unit_closing, name="unit_closing"),
    path(
        "units/<int:unit_id>/institutions/",
        institutions.institution_registration,
        name="institution_registration",
    ),
    path("institutions/", institutions.institution_list, name="institution_list"),
    path(
        "institutions/<int:institution_id>/",
        institutions.institution_detail,
        name="institution_detail",
    ),
    path(
        "institutions/<int:institution_id>/edit/",
        institutions.institution_edit,
        name="institution_edit",
    ),
    path(
        "institutions/<int:institution_id>/closing/",
        institutions.institution_closing,
        name="institution_closing",
    ),
    path(
        "institutions/<int:institution_id>/reopening/",
        institutions.institution_reopening,
        name="institution_reopening",
    ),
    path(
        "institutions/<int:institution_id>/photos/",
        pictures.institution_pictures,
        name="institution_pictures",
    ),
    path(
        "institutions/<int:institution_id>/photos/<slug:photo>/",
        pictures.institution_picture,
        name="institution_picture",
    ),
    path("agreements/", agreements.agreement_list, name="agreement_list"),
    path(
        "units/<int:unit_id>/agreements/",
        agreements.agreement_registration,
        name="agreement_registration",
    ),
    path("agreements/<int:agreement_id>/", agreements.agreement_detail, name="agreement_detail"),
    path("agreements/<int:agreement_id>/edit/", agreements.agreement_edit, name="agreement_edit"),
    path(
        "agreements/<int:agreement_id>/renewal/",
        agreements.agreement_renewal,
        name="agreement_renewal",
    ),
    path(
        "agreements/<int:agreement_id>/ending/",
        agreements.agreement_ending,
        name="agreement_ending",
    ),
    path("agreements/<int:agreement_id>/file/", agreements.agreement_file, name="agreement_file"),
    *network_patterns,
]
