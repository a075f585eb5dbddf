"""Running a calculator by name, as the command line, the API and the portal do."""

import pytest

from gongyuan.law.calculation import Result
from gongyuan.law.figures import NO_FIGURES, FigureTable
from gongyuan.law.inputs import InputErrors
from gongyuan.law.registry import calculators


def computed(name: str, regional: FigureTable = NO_FIGURES, **given: object) -> Result:
    return calculators()[name].run(given, regional)


def refused(name: str, regional: FigureTable = NO_FIGURES, **given: object) -> dict[str, str]:
    with pytest.raises(InputErrors) as errors:
        computed(name, regional, **given)
    return errors.value.errors
