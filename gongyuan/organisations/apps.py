from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "gongyuan.organisations"
    label = "organisations"
    verbose_name = "组织网络"

    def ready(self) -> None:
        from gongyuan.organisations.queries.places import place_of
        from gongyuan.policy import places

        places.tell(place_of)
