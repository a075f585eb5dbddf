from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "gongyuan.reporting"
    label = "reporting"
    verbose_name = "统计报送"

    def ready(self) -> None:
        # Queries need the applications' models to be ready.
        from gongyuan.core.panels import add_panel
        from gongyuan.reporting.queries.silent_panel import silent_panel

        add_panel("organisations.unit", silent_panel)
