from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "gongyuan.reporting"
    label = "reporting"
    verbose_name = "统计报送"
