from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "gongyuan.quality"
    label = "quality"
    verbose_name = "服务质量"

    def ready(self) -> None:
        # Queries need the applications' models to be ready.
        from gongyuan.cases.template_kinds import add_kinds
        from gongyuan.core.panels import add_panel
        from gongyuan.organisations.actions.taking import add_step
        from gongyuan.organisations.queries.doubles import add_question
        from gongyuan.quality.actions import unions
        from gongyuan.quality.document_fields import TEMPLATE_KINDS
        from gongyuan.quality.queries.panels import case_panel
        from gongyuan.quality.queries.unions import questions

        add_kinds(TEMPLATE_KINDS)
        add_panel("cases.case", case_panel)
        add_question(questions)
        add_step(unions.follow_registrations)
        add_step(unions.hand_complaints_up)
