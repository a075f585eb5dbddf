from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "gongyuan.cases"
    label = "cases"
    verbose_name = "法律援助案件"

    def ready(self) -> None:
        # Queries need the applications' models to be ready.
        from gongyuan.cases.actions.unions import end_what_is_over
        from gongyuan.cases.queries import person_panels
        from gongyuan.cases.queries.loads import cases_in_hand
        from gongyuan.cases.queries.unions import questions
        from gongyuan.core.panels import add_panel
        from gongyuan.lawyers.loads import count_with
        from gongyuan.organisations.actions.taking import add_step
        from gongyuan.organisations.queries.doubles import add_question
        from gongyuan.people.hints import add_hint
        from gongyuan.policy import listeners

        listeners.tell_of_years("cases", reckon_year_later)
        count_with(cases_in_hand)
        add_question(questions)
        add_step(end_what_is_over)
        add_panel("people.worker", person_panels.worker_panel)
        add_panel("people.worker", person_panels.counter_panel, part="at_the_counter")
        add_panel("people.employer", person_panels.employer_panel)
        add_panel("consultations.consultation", person_panels.consultation_panel)
        add_hint(person_panels.same_name_and_employer)


def reckon_year_later(year: int) -> None:
    """Put off the reckoning of a year just entered until its transaction holds."""
    # The tasks need the applications to be ready.
    from gongyuan.cases.tasks import reckon_year_anew

    reckon_year_anew.defer(year=year)
