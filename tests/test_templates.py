"""Templates: no inline code, parts named as their files, links that lead somewhere."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

from tests import source

FINDERS = [source.unsafe_templates, source.parts_misnamed]

WRONG = [
    (source.unsafe_templates, "a/templates/x.html", "<p style=color>"),
    (source.unsafe_templates, "a/templates/x.html", "<script>alert()</script>"),
    (source.unsafe_templates, "a/templates/x.html", '<a onclick="x()">'),
    (source.unsafe_templates, "a/templates/x.html", '<img src="https://example.org/x.png">'),
    (source.unsafe_templates, "a/templates/x.html", "<p>\n" * 101),
    (source.parts_misnamed, "a/templates/_part.html", '<section id="other">'),
]


@pytest.mark.parametrize("finder", FINDERS, ids=lambda finder: finder.__name__)
def test_the_templates_keep_the_rule(finder):
    faults = [fault for path, text in source.templates() for fault in finder(path, text)]

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(("finder", "path", "text"), WRONG)
def test_the_rule_catches_what_breaks_it(finder, path, text):
    assert finder(Path(path), text)


def test_every_template_compiles():
    for path, _ in source.templates():
        name = path.as_posix().split("/templates/", 1)[1]
        assert get_template(name)


def test_a_form_that_htmx_sends_also_works_without_it():
    faults = []
    for path, text in source.templates():
        for form in re.findall(r"<form\b[^>]*\bhx-(?:post|get)=[^>]*>", text, re.DOTALL):
            sent = re.search(r'hx-(?:post|get)="([^"]*)"', form)
            action = re.search(r'\baction="([^"]*)"', form)
            if not action or not sent or action.group(1) != sent.group(1):
                faults.append(f"{path}: {form[:80]}")
        for link in re.findall(r"<a\b[^>]*\bhx-get=[^>]*>", text, re.DOTALL):
            sent = re.search(r'hx-get="([^"]*)"', link)
            href = re.search(r'\bhref="([^"]*)"', link)
            if not href or not sent or href.group(1) != sent.group(1):
                faults.append(f"{path}: {link[:80]}")

    assert not faults, "\n".join(faults)
