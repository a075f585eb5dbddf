from django.urls import path

from gongyuan.lawyers import views

urlpatterns = [
    path("", views.panel, name="lawyer_panel"),
    path("new/", views.lawyer_new, name="lawyer_new"),
    path("firms/new/", views.firm_new, name="firm_new"),
    path("terms/<int:term_id>/suspension/", views.term_suspension, name="term_suspension"),
    path("<int:lawyer_id>/", views.lawyer_detail, name="lawyer_detail"),
    path("<int:lawyer_id>/terms/new/", views.lawyer_term_new, name="lawyer_term_new"),
    path("<int:lawyer_id>/engagements/new/", views.engagement_new, name="engagement_new"),
]
