from django.urls import path

from gongyuan.lawyers.views import firms, members, panel, terms

urlpatterns = [
    path("", panel.panel, name="lawyer_panel"),
    path("new/", members.lawyer_new, name="lawyer_new"),
    path("firms/new/", firms.firm_new, name="firm_new"),
    path("terms/<int:term_id>/suspension/", terms.term_suspension, name="term_suspension"),
    path("<int:lawyer_id>/", panel.lawyer_detail, name="lawyer_detail"),
    path("<int:lawyer_id>/terms/new/", terms.lawyer_term_new, name="lawyer_term_new"),
    path("<int:lawyer_id>/engagements/new/", firms.engagement_new, name="engagement_new"),
]
