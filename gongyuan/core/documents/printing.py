"""Documents as PDF, made by LibreOffice where the machine has it, and how many pages they have."""

import os
import shutil
import signal
import subprocess
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks

#: Names of the program on the search path.
PROGRAMS = ("soffice", "libreoffice")
#: A document of ours takes two seconds; one that takes longer than this is given up.
SECONDS = 90


class Unprintable(Exception):
    """The program is missing, gave up, took too long or left no PDF; the text says which."""


def office_program() -> str | None:
    """Where LibreOffice is: as the setting says, else on the search path; None without it."""
    if settings.OFFICE_PROGRAM:
        return shutil.which(settings.OFFICE_PROGRAM)
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


def check_program(**_: Any) -> list[checks.CheckMessage]:
    """Tell the operator, with the checks of a deployment, that there will be no PDF."""
    if office_program() is not None:
        return []
    text = "没有找到 LibreOffice：文书不能做成 PDF，卷内目录的页码不能自动计算"
    return [
        checks.Info(text, hint="安装后重启；不在搜索路径里的，设 GONGYUAN_SOFFICE", id="core.I001")
    ]


def to_pdf(content: bytes, *, seconds: float = SECONDS) -> bytes:
    """Make a PDF of a DOCX of our own making; raises `Unprintable` when there is none.

    Each run has a folder of its own, profile included, so that two never meet; a run that takes
    too long is ended with everything it started.
    """
    program = office_program()
    if program is None:
        raise Unprintable("这台机器上没有 LibreOffice。")
    with tempfile.TemporaryDirectory(prefix="print-") as folder:
        source = Path(folder) / "document.docx"
        source.write_bytes(content)
        _run(_command(program, source), seconds)
        made = source.with_suffix(".pdf")
        if not made.exists() or not made.stat().st_size:
            raise Unprintable("LibreOffice 没有做出 PDF。")
        return made.read_bytes()


def pdf_pages(content: bytes) -> int | None:
    """The number of pages of a PDF; None for one that is torn or locked.

    What reads it weighs 15 MB, so a process that counts no pages never opens it.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        return len(PdfReader(BytesIO(content)).pages) or None
    except (PyPdfError, ValueError, KeyError, TypeError, RuntimeError):
        return None


def _command(program: str, source: Path) -> list[str]:
    profile = (source.parent / "profile").as_uri()
    return [
        program,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        "pdf:writer_pdf_Export",
        "--outdir",
        str(source.parent),
        str(source),
    ]


def _run(command: list[str], seconds: float) -> None:
    process = subprocess.Popen(  # noqa: S603 - the program is the operator's own setting
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        code = process.wait(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise Unprintable(f"LibreOffice 超过 {seconds:g} 秒没有做完，已经停止。") from error
    if code:
        raise Unprintable(f"LibreOffice 没有做成（退出码 {code}）。")
