from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "gongyuan.api"
    verbose_name = "机器接口"
