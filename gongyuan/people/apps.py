from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "gongyuan.people"
    label = "people"
    verbose_name = "人员"

    def ready(self) -> None:
        from gongyuan.core import rotation
        from gongyuan.core.events import know_capabilities
        from gongyuan.organisations.actions.taking import add_step
        from gongyuan.people import second_factor
        from gongyuan.people.actions.unions import end_doubled_posts
        from gongyuan.people.capabilities import Capability

        know_capabilities(Capability)
        add_step(end_doubled_posts)
        rotation.register("mfa_authenticator.data", second_factor.seal_batch)
