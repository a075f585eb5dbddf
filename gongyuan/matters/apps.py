from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "gongyuan.matters"
    label = "matters"
    verbose_name = "争议事项"
