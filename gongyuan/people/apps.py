from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "gongyuan.people"
    label = "people"
    verbose_name = "人员"
