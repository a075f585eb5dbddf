from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "gongyuan.consultations"
    label = "consultations"
    verbose_name = "法律咨询"

    def ready(self) -> None:
        # Queries need the applications' models to be ready.
        from gongyuan.consultations.actions.applying import consultation_origin
        from gongyuan.consultations.queries.panels import (
            case_panel,
            institution_panel,
            worker_panel,
        )
        from gongyuan.core.panels import add_panel
        from gongyuan.matters.origins import add_origin

        add_origin("consultation", consultation_origin)
        add_panel("cases.case", case_panel)
        add_panel("people.worker", worker_panel)
        add_panel("organisations.aidinstitution", institution_panel)
