from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "gongyuan.people"
    label = "people"
    verbose_name = "人员"

    def ready(self) -> None:
        from gongyuan.core import rotation
        from gongyuan.people import second_factor

        rotation.register("mfa_authenticator.data", second_factor.seal_batch)
