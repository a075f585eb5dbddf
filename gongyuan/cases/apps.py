from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "gongyuan.cases"
    label = "cases"
    verbose_name = "法律援助案件"

    def ready(self) -> None:
        # Queries need the applications' models to be ready.
        from gongyuan.cases.queries.loads import cases_in_hand
        from gongyuan.lawyers.loads import count_with
        from gongyuan.policy import listeners

        listeners.tell_of_years("cases", reckon_year_later)
        count_with(cases_in_hand)


def reckon_year_later(year: int) -> None:
    """Put off the reckoning of a year just entered until its transaction holds."""
    # The tasks need the applications to be ready.
    from gongyuan.cases.tasks import reckon_year_anew

    reckon_year_anew.defer(year=year)
