"""Log lines: one JSON object each, with the number of the request and no word about a person.

What an exception says may quote what somebody typed, and PostgreSQL quotes whole rows; so of an
exception only its kind and the places it went through are written.
"""

import json
import re
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog

Line = MutableMapping[str, Any]

#: An identity number, or a mobile number: the last fence, should one get into a sentence.
_NUMBER = re.compile(r"(?<![0-9A-Za-z])(?:\d{17}[\dXx]|1[3-9]\d{9})(?![0-9A-Za-z])")
#: The framework ends its sentences with the address that was asked for.
_ADDRESS = re.compile(r": /.*", re.DOTALL)
_SHOWN_FRAMES = 12


def without_words(logger: Any, method: str, line: Line) -> Line:
    """Leave addresses out, and replace an exception by its kind and its path through the code."""
    line["event"] = _ADDRESS.sub("", str(line["event"]))
    told = line.pop("exc_info", None)
    line.pop("stack_info", None)
    error = sys.exc_info()[1] if told is True else told[1] if isinstance(told, tuple) else told
    if isinstance(error, BaseException):
        frames = traceback.extract_tb(error.__traceback__)[-_SHOWN_FRAMES:]
        line["error"] = [type(one).__qualname__ for one in _causes(error)]
        line["at"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return line


def _causes(error: BaseException) -> list[BaseException]:
    found = [error]
    while (before := found[-1].__cause__ or found[-1].__context__) and before not in found:
        found.append(before)
    return found


def as_json(logger: Any, method: str, line: Line) -> str:
    """The line as it is written, numbers of persons blotted out."""
    return _NUMBER.sub("×", json.dumps(dict(line), ensure_ascii=False, default=repr))


_FIRST: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso"),
]


def configure() -> None:
    """Let structlog hand its lines to the standard library, which all others write to."""
    last = structlog.stdlib.ProcessorFormatter.wrap_for_formatter
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *_FIRST, last],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )


def settings(level: str) -> dict[str, Any]:
    """Django's LOGGING: everything from `level` on to the standard error, one line each."""
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": _FIRST,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            without_words,
            as_json,
        ],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": formatter},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "gongyuan": {"level": level},
            "django": {"handlers": [], "level": level, "propagate": True},
            # Statements hold what people typed; they are never written, at no level.
            "django.db.backends": {"level": "WARNING"},
            "procrastinate": {"level": "WARNING"},
        },
    }
