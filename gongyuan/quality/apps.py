from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "gongyuan.quality"
    label = "quality"
    verbose_name = "服务质量"
