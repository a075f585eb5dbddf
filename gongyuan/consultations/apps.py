from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "gongyuan.consultations"
    label = "consultations"
    verbose_name = "法律咨询"
