from django.apps import AppConfig
from django.core import checks


class CoreConfig(AppConfig):
    name = "gongyuan.core"
    label = "core"
    verbose_name = "基础"

    def ready(self) -> None:
        from gongyuan.core import events, logs

        logs.configure()
        events.collect()
        checks.register(events.check_codes)
