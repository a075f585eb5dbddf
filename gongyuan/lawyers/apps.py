from django.apps import AppConfig


class LawyersConfig(AppConfig):
    name = "gongyuan.lawyers"
    label = "lawyers"
    verbose_name = "律师志愿团"

    def ready(self) -> None:
        # Queries need the applications' models to be ready.
        from gongyuan.core.panels import add_panel
        from gongyuan.lawyers.actions.unions import end_what_is_held_twice
        from gongyuan.lawyers.queries.engagements import employer_panel
        from gongyuan.lawyers.queries.unions import questions
        from gongyuan.organisations.actions.taking import add_step
        from gongyuan.organisations.queries.doubles import add_question

        add_panel("people.employer", employer_panel)
        add_question(questions)
        add_step(end_what_is_held_twice)
