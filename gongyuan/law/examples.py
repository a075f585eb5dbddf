"""One example input for each calculator: for its page, the tests and the measurements."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

import yaml


@cache
def examples() -> Mapping[str, Mapping[str, Any]]:
    """Return the example of every calculator by name, each a JSON object (`data/examples.yaml`)."""
    text = resources.files("gongyuan.law").joinpath("data/examples.yaml").read_text("utf-8")
    return MappingProxyType(yaml.safe_load(text))
