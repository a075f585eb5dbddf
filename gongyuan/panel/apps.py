from django.apps import AppConfig


class PanelConfig(AppConfig):
    name = "gongyuan.panel"
    label = "panel"
    verbose_name = "志愿团年度"
