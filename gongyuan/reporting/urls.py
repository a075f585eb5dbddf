from django.urls import include, path

from gongyuan.reporting import views

_table = [
    path("", views.return_table, name="return_table"),
    path("cells/<slug:indicator>/<slug:level>/", views.return_cell, name="return_cell"),
    path("roster/", views.return_roster, name="return_roster"),
    path("workbook/", views.return_export, name="return_export"),
    path("print/", views.return_print, name="return_print"),
    path("figures/", views.return_figures, name="return_figures"),
    path("submission/", views.return_submission, name="return_submission"),
    path("remarks/", views.return_remarks, name="return_remarks"),
    path("acceptance/", views.return_acceptance, name="return_acceptance"),
]
urlpatterns = [
    path("", views.return_list, name="return_list"),
    path("stations/", views.station_activity, name="station_activity"),
    path("stations/export/", views.station_activity_export, name="station_activity_export"),
    path("fast-lane/", views.fast_lane, name="fast_lane"),
    path("<int:unit_id>/<int:year>/", include(_table)),
]
