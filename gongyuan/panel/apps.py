from django.apps import AppConfig


class PanelConfig(AppConfig):
    name = "gongyuan.panel"
    label = "panel"
    verbose_name = "志愿团年度"

    def ready(self) -> None:
        # Queries need the applications' models to be ready.
        from gongyuan.lawyers.loads import excuse_with
        from gongyuan.panel.queries.conduct import kept_cases

        excuse_with(kept_cases)
