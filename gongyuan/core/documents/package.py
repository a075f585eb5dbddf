"""What a DOCX package must not carry when it comes from outside: programs, and ways outside."""

import re
import zipfile
from io import BytesIO

from gongyuan.core.files import DOCX, content_type

MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 16 * 1024 * 1024
#: Parts in which fields may stand.
FILLED_PART = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml")
#: Word itself would run or fetch something.
ACTIVE_FIELDS = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|MACROBUTTON|RD)\b"
)
INSTRUCTION = re.compile(rb"<w:instrText[^>]*>(.*?)</w:instrText>|w:instr=\"([^\"]*)\"", re.DOTALL)
EXTERNAL = re.compile(rb"<Relationship\b[^>]*TargetMode=[\"']External[\"'][^>]*>", re.IGNORECASE)
HYPERLINK = b"relationships/hyperlink"
EMBEDDED = ("embeddings/", "activex/", "vbaproject", "customui", "afchunk")
OTHER_DOCUMENTS = (b"aFChunk", b"oleObject", b"attachedTemplate", b"subDocument")


def package_obstacles(content: bytes) -> list[str]:
    """Why this is not a plain DOCX, as sentences; empty when it is.

    Plain: a DOCX of at most 2 MB, without macros, embedded objects, links to elsewhere, fields
    that fetch, and entities; template marks stand in body, headers and footers only.
    """
    if len(content) > MOST_BYTES:
        return [f"模板最大 {MOST_BYTES // 1024 // 1024} MB，请去掉大的图片。"]
    parts = _parts(content)
    if parts is None:
        return ["这不是 DOCX 文件，请用 Word 或者 WPS 另存为“Word 文档（.docx）”。"]
    if _has_macros(parts):
        return ["文件里有宏，不能作模板，请另存为不带宏的 .docx。"]
    if content_type(content) != DOCX:
        return ["这不是 DOCX 文件，请用 Word 或者 WPS 另存为“Word 文档（.docx）”。"]
    found = []
    if _fetches(parts):
        found.append("文件里有嵌入的对象或者指向外面的链接（图片、模板、域），请去掉后再传。")
    if any(b"<!DOCTYPE" in text or b"<!ENTITY" in text for text in parts.values()):
        found.append("文件里有不许用的 XML 声明，请用 Word 或者 WPS 重新保存。")
    if any(
        b"{{" in text or b"{%" in text
        for name, text in parts.items()
        if name.endswith(".xml") and not FILLED_PART.fullmatch(name)
    ):
        found.append("字段只能写在正文、页眉、页脚里，不能写在脚注、批注、文档属性里。")
    return found


def _parts(content: bytes) -> dict[str, bytes] | None:
    """The parts of the package, or None for what is no package or too large when unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            if sum(entry.file_size for entry in package.infolist()) > MOST_UNPACKED:
                return None
            return {entry.filename: package.read(entry) for entry in package.infolist()}
    except (zipfile.BadZipFile, RuntimeError, EOFError, OSError):
        return None


def _has_macros(parts: dict[str, bytes]) -> bool:
    names = {name.rsplit("/", 1)[-1].lower() for name in parts}
    kinds = parts.get("[Content_Types].xml", b"")
    return "vbaproject.bin" in names or b"macroEnabled" in kinds or b"vbaProject" in kinds


def _fetches(parts: dict[str, bytes]) -> bool:
    if any(word in name.lower() for name in parts for word in EMBEDDED):
        return True
    for name, text in parts.items():
        if name.endswith(".rels") and _leads_outside(text):
            return True
        if name.startswith("word/") and name.endswith(".xml") and _has_active_field(text):
            return True
    return False


def _leads_outside(relations: bytes) -> bool:
    """A hyperlink is opened by a person; anything else by the program."""
    if any(mark in relations for mark in OTHER_DOCUMENTS):
        return True
    return any(HYPERLINK not in found.group() for found in EXTERNAL.finditer(relations))


def _has_active_field(text: bytes) -> bool:
    """Instructions may be torn into several runs: they are read joined, and one by one."""
    found = [written or short for written, short in INSTRUCTION.findall(text)]
    joined = b"".join(found) + b" " + b" ".join(found)
    return bool(ACTIVE_FIELDS.search(joined.decode("utf-8", "replace").upper()))
