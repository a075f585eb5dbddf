from typing import Any

from django.core.management.base import BaseCommand

from gongyuan.core.documents.layout import make_template
from gongyuan.drafting.document_texts import WORDINGS
from gongyuan.drafting.documents import TEMPLATES


class Command(BaseCommand):
    help = "按代书文书的文字重新制作 DOCX 模板（改过 document_texts.py 之后运行）"

    def handle(self, *args: Any, **options: Any) -> None:
        for kind, wording in WORDINGS.items():
            make_template(wording, TEMPLATES / f"{kind}.docx")
        self.stdout.write(f"{len(WORDINGS)} 个模板写入 {TEMPLATES.name}/")
