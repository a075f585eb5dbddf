from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from gongyuan.core.documents.layout import make_template
from gongyuan.lawyers.document_texts import CERTIFICATE

TEMPLATE = Path(__file__).resolve().parents[2] / "document_templates" / "certificate.docx"


class Command(BaseCommand):
    help = "按文书文字重新制作聘书的 DOCX 模板（改过 document_texts.py 之后运行）"

    def handle(self, *args: Any, **options: Any) -> None:
        make_template(CERTIFICATE, TEMPLATE)
        self.stdout.write(f"模板写入 {TEMPLATE.parent.name}/{TEMPLATE.name}")
