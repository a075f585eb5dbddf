from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "gongyuan.people"
    label = "people"
    verbose_name = "人员"

    def ready(self) -> None:
        from gongyuan.core import rotation
        from gongyuan.core.events import know_capabilities
        from gongyuan.organisations.actions.taking import add_step
        from gongyuan.organisations.queries.doubles import add_question
        from gongyuan.people import second_factor
        from gongyuan.people.actions import unions
        from gongyuan.people.capabilities import Capability
        from gongyuan.people.queries.unions import questions

        know_capabilities(Capability)
        add_question(questions)
        add_step(unions.end_doubled_posts)
        add_step(unions.unite_volunteers)
        add_step(unions.register_workers)
        rotation.register("mfa_authenticator.data", second_factor.seal_batch)
