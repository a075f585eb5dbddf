from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "gongyuan.organisations"
    label = "organisations"
    verbose_name = "组织网络"
