from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "gongyuan.portal"
    label = "portal"
    verbose_name = "门户"
