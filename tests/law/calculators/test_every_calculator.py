"""What holds for every calculator that is registered, tried on its example."""

import json
import re

import pytest
from jsonschema import Draft202012Validator

from gongyuan.law.examples import examples
from gongyuan.law.figures import NATION, NO_FIGURES
from gongyuan.law.inputs import InputErrors
from gongyuan.law.registry import ASKED_MOST, GROUPS, calculators
from tests.law.calculators.computing import computed, refused

every = pytest.mark.parametrize("name", calculators())
CHINESE = re.compile(r"[\u4e00-\u9fff]")
#: An article, or the number of a document that has none.
ARTICLE = re.compile(r"第.+[条款项]|〔[0-9]{4}〕[0-9]+号")


def example(name):
    return computed(name, **examples()[name])


def fields_of(schema):
    """List every field of an input, those of the objects in its lists too: (name, schema)."""
    objects = [schema, *schema.get("$defs", {}).values()]
    return [pair for one in objects for pair in one.get("properties", {}).items()]


def test_every_calculator_has_an_example_and_every_example_a_calculator():
    assert set(examples()) == set(calculators())


@every
def test_its_title_and_question_are_chinese_and_its_group_is_known(name):
    one = calculators()[name]

    assert CHINESE.search(one.title)
    assert not one.title.endswith("。")
    assert one.question.endswith("？")
    assert one.group in GROUPS


@every
def test_its_input_has_a_valid_schema_that_its_example_keeps(name):
    schema = calculators()[name].input.model_json_schema()

    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(json.dumps(examples()[name])))


@every
def test_each_field_has_a_chinese_title(name):
    schema = calculators()[name].input.model_json_schema()

    untitled = [
        field for field, one in fields_of(schema) if not CHINESE.search(one.get("title", ""))
    ]
    assert not untitled


@every
def test_an_unknown_field_is_refused_in_words(name):
    errors = refused(name, **examples()[name], colour="red")

    assert errors == {"colour": "没有这一项。"}


def unit_of(one):
    """Read the unit of a field, which lies deeper when the field may be empty."""
    inner = [unit_of(kind) for kind in one.get("anyOf", ())]
    return one.get("unit") or next((unit for unit in inner if unit), "")


BAD = {
    "yuan": [(1e12, "数目过大"), (-1, "不能是负数。"), (1.234, "最多两位小数。"), ("八千", "数字")],
    "date": [
        ("1850-01-01", "不能早于"),
        ("2024-02-30", "不是有效的日期"),
        ("2200-01-01", "不能晚于"),
    ],
    "region": [("河南", "应当是六位行政区划代码"), ("99", "应当是六位行政区划代码")],
}
BAD_FIELDS = [
    (name, field, value, sentence)
    for name, one in calculators().items()
    for field, schema in one.input.model_json_schema()["properties"].items()
    for value, sentence in BAD.get(unit_of(schema), ())
]


@pytest.mark.parametrize(("name", "field", "value", "sentence"), BAD_FIELDS)
def test_a_bad_amount_day_or_region_is_said_beside_its_field(name, field, value, sentence):
    errors = refused(name, **(examples()[name] | {field: value}))

    assert list(errors) == [field]
    assert sentence in errors[field]


WITH_REGION = [name for name, one in calculators().items() if "region" in one.input.model_fields]
LEFT_OUT = [(name, field) for name in WITH_REGION for field in examples()[name]]


@pytest.mark.parametrize(("name", "field"), LEFT_OUT)
def test_a_region_without_parameters_is_said_and_never_guessed(name, field):
    given = {key: value for key, value in examples()[name].items() if key != field}
    try:
        result = computed(name, **given, region="820000")
    except InputErrors as refusal:
        sentences, figures = list(refusal.errors.values()), ()
    else:
        sentences, figures = [*result.warnings, result.summary], result.figures
        assert not result.missing or result.warnings

    assert all(text.endswith("。") for text in sentences)
    assert all(figure.region == NATION for figure in figures)


@every
def test_an_empty_object_is_refused_in_words(name):
    errors = refused(name)

    assert errors
    assert all(CHINESE.search(text) and text.endswith("。") for text in errors.values())


@every
@pytest.mark.parametrize("given", [None, [], "文字", 5])
def test_what_is_no_object_is_refused_in_words(name, given):
    with pytest.raises(InputErrors) as caught:
        calculators()[name].run(given, NO_FIGURES)

    assert caught.value.errors == {"": "应当是一个 JSON 对象。"}


@every
def test_each_step_names_an_article_and_is_a_sentence(name):
    steps = example(name).steps

    assert steps
    for step in steps:
        assert ARTICLE.search(step.source), step
        assert step.text.endswith("。"), step


@every
def test_what_people_read_are_chinese_sentences(name):
    result = example(name)
    sentences = [
        result.summary,
        *result.assumptions,
        *result.what_would_change,
        *result.warnings,
    ]

    for text in sentences:
        assert CHINESE.search(text), text
        assert text.endswith("。"), text
        assert not re.search(r"您|[,;:!?]$|\.$", text), text


@every
def test_a_result_is_written_for_json_and_read_back(name):
    result = example(name)
    written = result.to_json()

    assert json.loads(json.dumps(written, ensure_ascii=False, allow_nan=False)) == written
    assert written["calculator"] == name
    assert result.calculator == name


@every
def test_the_same_question_has_the_same_answer(name):
    assert example(name) == example(name)


@every
def test_figures_used_have_a_source_and_no_region_was_guessed(name):
    for figure in example(name).figures:
        assert figure.source
        assert figure.region == NATION


def test_what_is_asked_most_comes_first_in_its_group():
    found = list(calculators().values())
    groups = [one.group for one in found]

    assert groups == sorted(groups, key=list(GROUPS).index)
    assert found[0].name == "wage_arrears"
    assert set(ASKED_MOST) <= set(calculators())
