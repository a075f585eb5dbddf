from django.apps import AppConfig


class DutyConfig(AppConfig):
    name = "gongyuan.duty"
    label = "duty"
    verbose_name = "值班"

    def ready(self) -> None:
        # Queries need the applications' models to be ready.
        from gongyuan.core.agenda import add_to_agenda
        from gongyuan.core.panels import add_panel
        from gongyuan.duty.actions.unions import hand_places_on
        from gongyuan.duty.queries.own import agenda
        from gongyuan.duty.queries.panels import institution_panel, person_panel, volunteer_panel
        from gongyuan.organisations.actions.taking import add_step

        add_step(hand_places_on)
        add_to_agenda(agenda)
        add_panel("organisations.aidinstitution", institution_panel)
        add_panel("people.user", person_panel)
        add_panel("people.volunteer", volunteer_panel)
