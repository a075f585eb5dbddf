from collections.abc import Iterator
from io import BytesIO
from typing import Any


def text_lines(content: bytes) -> list[str]:
    """What a DOCX says, line by line in its order; the cells of a table's row stand on one line."""
    import docx  # weighs 6 MB

    document = docx.Document(BytesIO(content))
    return [line for block in document.iter_inner_content() for line in _lines(block) if line]


def _lines(block: Any) -> Iterator[str]:
    from docx.table import Table

    if not isinstance(block, Table):
        yield from block.text.strip().splitlines()
        return
    for row in block.rows:
        yield "　".join(cell.text.strip().replace("\n", " ") for cell in row.cells)
