from django.urls import include, path

from gongyuan.core import views

handler404 = "gongyuan.core.views.page_not_found"
handler500 = "gongyuan.core.views.server_error"

urlpatterns = [
    path("healthz", views.health, name="health"),
    path("text-size/", views.text_size, name="text_size"),
    path("accounts/", include("gongyuan.people.account_urls")),
    path("organisations/", include("gongyuan.organisations.urls")),
    path("policy/", include("gongyuan.policy.urls")),
    path("people/", include("gongyuan.people.urls")),
    path("lawyers/", include("gongyuan.lawyers.urls")),
    path("cases/", include("gongyuan.cases.urls")),
    path("consultations/", include("gongyuan.consultations.urls")),
    path("quality/", include("gongyuan.quality.urls")),
    path("duty/", include("gongyuan.duty.urls")),
    path("panel/", include("gongyuan.panel.urls")),
    path("ledgers/", include("gongyuan.ledgers.urls")),
    path("reporting/", include("gongyuan.reporting.urls")),
    path("desk/", include("gongyuan.desk.urls")),
    path("api/", include("gongyuan.api.urls")),
    path("", include("gongyuan.portal.urls")),
]
