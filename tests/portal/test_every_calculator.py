"""Every registered calculator through its page with its example: the page says what law says."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml
from django.urls import reverse

from gongyuan.law.registry import calculators
from gongyuan.policy.in_force import regional_figures
from gongyuan.portal import answered
from gongyuan.portal.asked_fields import asked_of
from tests.core.markup import Markup
from tests.portal.test_apply import text_of
from tests.source import PACKAGE

pytestmark = pytest.mark.django_db

EXAMPLES: dict[str, Any] = yaml.safe_load(
    (PACKAGE / "law" / "data" / "examples.yaml").read_text(encoding="utf-8")
)


def typed(given: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """An example as somebody types it into the fields of the page."""
    for name, value in given.items():
        field = f"{prefix}{name}"
        if isinstance(value, Mapping):
            yield from typed(value, f"{field}-")
        elif isinstance(value, list):
            for place, row in enumerate(value):
                below = row if isinstance(row, Mapping) else {"": row}
                for inner, text in typed(below, f"{field}-{place}-"):
                    yield inner.removesuffix("-"), text
        elif name == "region" and value is not None:
            yield f"{field}-code", str(value)
        elif isinstance(value, bool):
            yield field, "yes" if value else "no"
        elif value is not None:
            yield field, str(value)


@pytest.mark.parametrize("name", sorted(calculators()))
def test_the_page_says_the_number_of_the_engine(client, name):
    chosen, example = calculators()[name], EXAMPLES[name]
    found = chosen.run(example, regional_figures())

    html = text_of(client.post(reverse("portal_calculator", args=[name]), dict(typed(example))))

    assert Markup(html).faults() == []
    shown = answered.shown_value(found.value, found.unit)
    figure = Markup(html).all("p", css="answer-figure")
    assert figure, html.partition("<main")[2][:3000]
    assert figure[0].words().split() == [shown.figure, *([shown.unit] if shown.unit else [])]
    assert not re.search("[a-z]{3}", shown.figure), "a code, not words"
    for step in found.steps:
        assert step.source in html
    for figure in found.figures:
        assert figure.is_verified or "待核" in html


@pytest.mark.parametrize("name", sorted(calculators()))
def test_an_empty_form_says_what_is_needed_and_computes_nothing(client, name):
    address = reverse("portal_calculator", args=[name])
    assert Markup(text_of(client.get(address))).faults() == []

    html = text_of(client.post(address, {}))

    assert Markup(html).faults() == []
    assert ("answer-figure" in html) != ("error-summary" in html)
    if any(one.is_required for one in asked_of(calculators()[name].input)):
        assert "error-summary" in html


@pytest.mark.parametrize("name", sorted(calculators()))
def test_rows_are_added_without_scripts_and_without_complaint(client, name):
    address = reverse("portal_calculator", args=[name])
    lists = [one for one in asked_of(calculators()[name].input) if one.kind == "rows"]
    for asked in lists:
        first = Markup(text_of(client.get(address))).all("div", css="asked-row")

        html = text_of(client.post(address, {**dict(typed(EXAMPLES[name])), "more": asked.name}))

        assert "error-summary" not in html
        assert "answer-figure" not in html
        assert len(Markup(html).all("div", css="asked-row")) > len(first) - 1
