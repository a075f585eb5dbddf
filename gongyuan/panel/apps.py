from django.apps import AppConfig


class PanelConfig(AppConfig):
    name = "gongyuan.panel"
    label = "panel"
    verbose_name = "志愿团年度"

    def ready(self) -> None:
        # Queries need the applications' models to be ready.
        from gongyuan.cases.template_kinds import add_kinds
        from gongyuan.core.agenda import add_to_agenda
        from gongyuan.core.panels import add_panel
        from gongyuan.lawyers.certificate_source import find_with
        from gongyuan.lawyers.loads import excuse_with
        from gongyuan.organisations.actions.taking import add_step
        from gongyuan.panel.actions.unions import follow_terms
        from gongyuan.panel.document_fields import TEMPLATE_KINDS
        from gongyuan.panel.queries.conduct import kept_cases
        from gongyuan.panel.queries.courses import agenda
        from gongyuan.panel.queries.documents import certificate_template
        from gongyuan.panel.queries.panels import lawyer_panel, person_panel, years_panel

        add_kinds(TEMPLATE_KINDS)
        add_step(follow_terms)
        add_to_agenda(agenda)
        add_panel("lawyers.lawyer", years_panel)
        add_panel("lawyers.lawyer", lawyer_panel)
        add_panel("people.user", person_panel)
        find_with(certificate_template)
        excuse_with(kept_cases)
