from django.apps import AppConfig


class LawyersConfig(AppConfig):
    name = "gongyuan.lawyers"
    label = "lawyers"
    verbose_name = "律师志愿团"
