from django.apps import AppConfig


class LedgersConfig(AppConfig):
    name = "gongyuan.ledgers"
    label = "ledgers"
    verbose_name = "台账"
