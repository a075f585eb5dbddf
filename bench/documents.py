"""Documents of every kind from a demonstration, each opened by LibreOffice:
`python -m dev bench-documents [--count 300]`.

A document is sound when its archive is whole, the library that writes DOCX reads it, and
LibreOffice makes a PDF with at least one page of it without being asked to mend it.
"""

import subprocess
import tempfile
import time
import zipfile
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path

import django

#: Files given to one run of the program.
AT_ONCE = 30
#: Documents made into a PDF one by one, as the job of the product does.
ONE_BY_ONE = 5
SECONDS = 300


@dataclass(frozen=True)
class Sample:
    kind: str
    content: bytes
    seconds: float


def issued() -> Iterator[Sample]:
    """What the demonstration itself gave out, one of each kind there is."""
    from gongyuan.cases.models import OfficialDocument
    from gongyuan.core import files
    from gongyuan.quality.models import QualityDocument

    for model in (OfficialDocument, QualityDocument):
        rows = model.objects.order_by("kind", "pk").distinct("kind").select_related("file")
        for row in rows:
            yield Sample(f"{row.kind} (issued)", files.read(row.file), 0.0)


def drafted() -> Iterator[Sample]:
    """What is drafted for the worker, one of each kind."""
    from gongyuan.cases.details import DraftDetails
    from gongyuan.cases.models import Case
    from gongyuan.cases.queries.drafting import draft_of_case
    from gongyuan.drafting.choices import DraftKind
    from gongyuan.drafting.documents import written as drawn_up

    case = Case.objects.select_related("unit__parent", "employer", "matter").earliest("pk")
    for kind in DraftKind:
        told = DraftDetails(story=case.facts_text)
        yield Sample(f"{kind} (drafted)", drawn_up(draft_of_case(case, kind, told)), 0.0)


def written() -> Iterator[Sample]:
    """Every kind that is filled in from a case, of one case after the other, without end."""
    from django.utils import timezone

    from gongyuan.cases.document_fields import FIELDS
    from gongyuan.cases.models import Case
    from gongyuan.cases.queries.writing import write_document

    cases = list(Case.objects.select_related("unit__parent", "employer", "matter", "institution"))
    for number, (kind, case) in enumerate(zip(cycle(FIELDS), cycle(cases)), 1):
        began = time.perf_counter()
        text = f"样援〔2026〕{number}号"
        content = write_document(case, kind, number=text, now=timezone.now()).content
        yield Sample(str(kind), content, time.perf_counter() - began)


def faults_of(content: bytes) -> list[str]:
    """What is wrong with the package before any program sees it."""
    import docx

    with zipfile.ZipFile(BytesIO(content)) as package:
        torn = package.testzip()
    found = [f"torn part {torn}"] if torn else []
    if not docx.Document(BytesIO(content)).element.body.xpath("//w:t"):
        found.append("says nothing")
    return found


def converted(folder: Path, samples: list[Sample]) -> list[int]:
    """The pages that LibreOffice makes of each; 0 for one that it does not open."""
    from gongyuan.core.documents.printing import office_program, pdf_pages

    paths = [folder / f"{place:04d}.docx" for place, _ in enumerate(samples)]
    for path, sample in zip(paths, samples, strict=True):
        path.write_bytes(sample.content)
    for start in range(0, len(paths), AT_ONCE):
        command = [
            office_program() or "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--norestore", "--nolockcheck"),
            *("--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder)),
            *map(str, paths[start : start + AT_ONCE]),
        ]
        subprocess.run(command, check=True, timeout=SECONDS, capture_output=True)
    made = [path.with_suffix(".pdf") for path in paths]
    return [(pdf_pages(one.read_bytes()) or 0) if one.exists() else 0 for one in made]


def one_by_one(samples: list[Sample]) -> float:
    """Seconds for one PDF as the product's job makes it."""
    from gongyuan.core.documents.printing import to_pdf

    began = time.perf_counter()
    for sample in samples:
        to_pdf(sample.content)
    return (time.perf_counter() - began) / len(samples)


def main() -> int:
    parser = ArgumentParser()
    parser.add_argument("address", nargs="?", help="of the demonstration; not used")
    parser.add_argument("--count", type=int, default=300)
    count = parser.parse_args().count
    django.setup()
    samples = [*issued(), *drafted()]
    samples += islice(written(), max(0, count - len(samples)))
    wrong = [f"{s.kind}: {fault}" for s in samples for fault in faults_of(s.content)]
    with tempfile.TemporaryDirectory(prefix="bench-documents-") as folder:
        began = time.perf_counter()
        pages = converted(Path(folder), samples)
        taken = time.perf_counter() - began
    wrong += [f"{s.kind}: not opened" for s, n in zip(samples, pages, strict=True) if not n]
    report(samples, pages)
    rendered = sorted(sample.seconds for sample in samples if sample.seconds)
    print(
        f"\n{len(samples)} documents of {len({s.kind for s in samples})} kinds, "
        f"{sum(pages)} pages, {len(wrong)} not sound"
    )
    print(f"written: median {rendered[len(rendered) // 2] * 1000:.0f} ms each")
    print(f"LibreOffice, {AT_ONCE} in a run: {taken:.0f} s, {taken / len(samples):.2f} s each")
    print(f"LibreOffice, one in a run as the job does: {one_by_one(samples[-ONE_BY_ONE:]):.2f} s")
    print("\n".join(wrong))
    return 1 if wrong else 0


def report(samples: list[Sample], pages: list[int]) -> None:
    """One line for each kind: how many, and how many pages the longest has."""
    counted = Counter(sample.kind for sample in samples)
    longest: dict[str, int] = {}
    for sample, number in zip(samples, pages, strict=True):
        longest[sample.kind] = max(longest.get(sample.kind, 0), number)
    print(f"{'kind':<36}{'documents':>10}{'most pages':>12}")
    for kind, number in sorted(counted.items()):
        print(f"{kind:<36}{number:>10}{longest[kind]:>12}")


if __name__ == "__main__":
    raise SystemExit(main())
