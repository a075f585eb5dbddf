from django.apps import AppConfig


class DutyConfig(AppConfig):
    name = "gongyuan.duty"
    label = "duty"
    verbose_name = "值班"
