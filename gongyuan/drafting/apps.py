from django.apps import AppConfig


class DraftingConfig(AppConfig):
    name = "gongyuan.drafting"
    verbose_name = "代书"
