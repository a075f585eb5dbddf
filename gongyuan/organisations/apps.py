from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "gongyuan.organisations"
    label = "organisations"
    verbose_name = "组织网络"

    def ready(self) -> None:
        from gongyuan.core.panels import add_panel
        from gongyuan.organisations.queries import twins
        from gongyuan.organisations.queries.checks import checks_panel
        from gongyuan.organisations.queries.doubles import add_question
        from gongyuan.organisations.queries.places import place_of, region_names
        from gongyuan.policy import places
        from gongyuan.policy import region_names as named

        places.tell(place_of)
        named.tell(region_names)
        add_panel("organisations.aidinstitution", checks_panel)
        add_question(twins.questions)
