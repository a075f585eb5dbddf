from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "gongyuan.consultations"
    label = "consultations"
    verbose_name = "法律咨询"

    def ready(self) -> None:
        # Queries need the applications' models to be ready.
        from gongyuan.consultations.queries.panels import institution_panel, worker_panel
        from gongyuan.core.panels import add_panel

        add_panel("people.worker", worker_panel)
        add_panel("organisations.aidinstitution", institution_panel)
