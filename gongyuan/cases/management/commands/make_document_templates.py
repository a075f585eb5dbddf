from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from gongyuan.cases.document_texts import WORDINGS, finished
from gongyuan.cases.roll_texts import ROLL_WORDINGS
from gongyuan.core.documents.layout import make_template

FOLDER = Path(__file__).resolve().parents[2] / "document_templates"


class Command(BaseCommand):
    help = "按文书文字重新制作 DOCX 模板（改过 document_texts.py、roll_texts.py 之后运行）"

    def handle(self, *args: Any, **options: Any) -> None:
        wordings = {kind: finished(kind) for kind in WORDINGS} | ROLL_WORDINGS
        for kind, wording in wordings.items():
            make_template(wording, FOLDER / f"{kind}.docx")
        self.stdout.write(f"{len(wordings)} 个模板写入 {FOLDER.name}/")
