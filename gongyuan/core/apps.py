from django.apps import AppConfig
from django.core import checks


class CoreConfig(AppConfig):
    name = "gongyuan.core"
    label = "core"
    verbose_name = "基础"

    def ready(self) -> None:
        from gongyuan.core import events, logs
        from gongyuan.core.documents.printing import check_program

        logs.configure()
        events.collect()
        checks.register(events.check_codes)
        checks.register(check_program, deploy=True)
