from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "gongyuan.people"
    label = "people"
    verbose_name = "人员"

    def ready(self) -> None:
        from gongyuan.core.events import know_capabilities
        from gongyuan.people.capabilities import Capability

        know_capabilities(Capability)
