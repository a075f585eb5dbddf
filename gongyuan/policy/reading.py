"""Pack files to checked plain data: strict YAML, JSON Schema, and reasons people can act on."""

import hashlib
import json
from collections.abc import Hashable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from gongyuan.policy.pack import PackError, PackText

PACKS_FOLDER = Path(__file__).parent / "packs"

#: No rule of the unions is older than the state.
FIRST_DAY = date(1949, 10, 1)

REASONS = {
    "additionalProperties": "有不认识的项目",
    "required": "缺少必填项目",
    "type": "值的类型不对",
    "enum": "值不在允许的范围内",
    "const": "值不是规定的值",
    "pattern": "值的写法不对",
    "minimum": "数值过小",
    "maximum": "数值过大",
    "minItems": "至少要有一项",
    "minLength": "不能为空",
    "maxLength": "文字过长",
    "uniqueItems": "有重复的项",
    "anyOf": "写法不符合任何一种允许的形式",
    "propertyNames": "项目名称的写法不对",
    "minProperties": "至少要有一个条件",
}


class _StrictLoader(yaml.SafeLoader):
    """YAML in which a key written twice is an error and a date stays the text it was.

    References are refused: a few lines of them can stand for more than memory holds.
    """

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.events.AliasEvent):
            mark = self.peek_event().start_mark
            raise yaml.composer.ComposerError(None, None, "不能使用引用（*）", mark)
        return super().compose_node(parent, index)


def _construct_mapping(loader: _StrictLoader, node: yaml.MappingNode) -> dict[Hashable, Any]:
    keys = [loader.construct_object(key) for key, _ in node.value]
    for index, key in enumerate(keys):
        if not isinstance(key, str):
            raise _fault(f"项目名称“{key}”不是文字", node.value[index][0])
        if key in keys[:index]:
            raise _fault(f"“{key}”写了两次", node.value[index][0])
    return dict(
        zip(keys, (loader.construct_object(v, deep=True) for _, v in node.value), strict=True)
    )


def _construct_text(loader: _StrictLoader, node: yaml.ScalarNode) -> str:
    return str(loader.construct_scalar(node))


def _refuse_fraction(loader: _StrictLoader, node: yaml.ScalarNode) -> object:
    raise _fault(f"“{node.value}”是小数，请写整数，或者加引号", node)


def _fault(problem: str, node: yaml.Node) -> yaml.YAMLError:
    return yaml.constructor.ConstructorError(None, None, problem, node.start_mark)


_StrictLoader.add_constructor("tag:yaml.org,2002:map", _construct_mapping)
_StrictLoader.add_constructor("tag:yaml.org,2002:timestamp", _construct_text)
_StrictLoader.add_constructor("tag:yaml.org,2002:float", _refuse_fraction)


def pack_text(name: str, text: str) -> PackText:
    """A pack's text with its fingerprint (SHA-256 of the UTF-8 bytes, lower-case hex)."""
    return PackText(name=name, text=text, sha256=hashlib.sha256(text.encode()).hexdigest())


def read_file(path: Path) -> PackText:
    """The pack text of a file; raises PackError when it cannot be read as UTF-8."""
    try:
        return pack_text(path.name, path.read_text(encoding="utf-8"))
    except OSError as error:
        raise PackError(path.name, "", f"文件无法读取：{error.strerror}") from error
    except UnicodeDecodeError as error:
        raise PackError(path.name, "", "文件不是 UTF-8 编码") from error


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of a pack file."""
    loaded: dict[str, Any] = json.loads((PACKS_FOLDER / "schema.json").read_text(encoding="utf-8"))
    return loaded


@cache
def _validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(schema())
    return Draft202012Validator(schema())


def parse(source: PackText) -> dict[str, Any]:
    """The pack's data when it is well-formed YAML; raises PackError with the line otherwise."""
    try:
        data = yaml.load(source.text, Loader=_StrictLoader)  # noqa: S506 - derives from SafeLoader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"第{mark.line + 1}行" if mark else ""
        problem = getattr(error, "problem", None) or ""
        if problem.isascii():  # the library's own words
            problem = "这一行附近的缩进、冒号、引号或者括号写得不对"
        raise PackError(source.name, line, f"不是正确的 YAML：{problem}") from error
    except RecursionError as error:
        raise PackError(source.name, "", "不是正确的 YAML：嵌套过深") from error
    if not isinstance(data, dict):
        raise PackError(source.name, "", "文件内容不是一个政策包")
    return data


def schema_errors(source: PackText, data: dict[str, Any]) -> Iterator[PackError]:
    """Every departure of the data from the schema, with its path."""
    for error in _validator().iter_errors(data):
        exact = best_match([error]) or error
        yield PackError(source.name, dotted(exact), _reason(exact))
    for name in ("effective_from", "effective_to"):
        value = data.get(name)
        if not isinstance(value, str):
            continue
        day = as_date(value)
        if day is None:
            yield PackError(source.name, name, f"不是真实的日期：{value}")
        elif day < FIRST_DAY:
            yield PackError(source.name, name, f"日期过早：{value}")


def as_date(value: str) -> date | None:
    """The day written as YYYY-MM-DD, or None when there is no such day."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def dotted(error: ValidationError) -> str:
    """Where in the pack the error lies: rules.exemptions.migrant_wage.clauses.0."""
    return ".".join(str(part) for part in error.absolute_path)


def _reason(error: ValidationError) -> str:
    reason = REASONS.get(str(error.validator), "不符合格式")
    if error.validator == "required":
        # The library types the values of a schema as possibly unset; this one is set here.
        instance: Any = error.instance
        wanted: Any = error.validator_value
        missing = [name for name in wanted if name not in instance]
        return f"{reason}：{'、'.join(missing)}"
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        known = error.schema.get("properties", {}) if isinstance(error.schema, dict) else {}
        return f"{reason}：{'、'.join(str(k) for k in error.instance if k not in known)}"
    return f"{reason}：{str(error.instance)[:60]}"
