from django.urls import path

from gongyuan.desk import views

urlpatterns = [
    path("", views.worklist, name="desk_worklist"),
    path("below/", views.below, name="desk_below"),
    path("search/", views.search, name="desk_search"),
    path("notices/", views.notices, name="desk_notices"),
]
