from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from gongyuan.core.documents.layout import make_template
from gongyuan.panel.document_texts import WORDINGS

FOLDER = Path(__file__).resolve().parents[2] / "document_templates"


class Command(BaseCommand):
    help = "按文书文字重新制作志愿团文书的 DOCX 模板（改过 document_texts.py 之后运行）"

    def handle(self, *args: Any, **options: Any) -> None:
        for kind, wording in WORDINGS.items():
            make_template(wording, FOLDER / f"{kind}.docx")
        self.stdout.write(f"{len(WORDINGS)} 个模板写入 {FOLDER.name}/")
