from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "gongyuan.cases"
    label = "cases"
    verbose_name = "法律援助案件"
