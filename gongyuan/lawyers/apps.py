from django.apps import AppConfig


class LawyersConfig(AppConfig):
    name = "gongyuan.lawyers"
    label = "lawyers"
    verbose_name = "律师志愿团"

    def ready(self) -> None:
        # Queries need the applications' models to be ready.
        from gongyuan.core.panels import add_panel
        from gongyuan.lawyers.queries.engagements import employer_panel

        add_panel("people.employer", employer_panel)
