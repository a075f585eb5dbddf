from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "gongyuan.desk"
    label = "desk"
    verbose_name = "工作台"
