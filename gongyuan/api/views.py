"""Law and policy for machines: public, without personal data, the same code as the pages."""

import json
from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Body, NinjaAPI
from ninja.errors import HttpError, Throttled, ValidationError
from ninja.parser import Parser
from ninja.throttling import SimpleRateThrottle

from gongyuan.api.schemas import AnyObject, Calculation, CalculatorLine, Question, Wrong
from gongyuan.core.crypto import blind_index
from gongyuan.law.inputs import InputErrors
from gongyuan.law.registry import Calculator, calculators
from gongyuan.policy import asking
from gongyuan.policy.facts import FactsError
from gongyuan.policy.in_force import regional_figures
from gongyuan.policy.regions import NATION
from gongyuan.policy.registry import current_packs

#: A question of law fits into a few kilobytes; what is longer is none.
MOST_BYTES = 64 * 1024
RATE = "120/min"


class ByAddress(SimpleRateThrottle):
    """So many requests from one network address; the address itself is not kept."""

    def get_cache_key(self, request: HttpRequest) -> str:
        address = get_adapter(request).get_client_ip(request)
        index = blind_index("api.address", address) if address else None
        return f"api-{index.hex() if index else 'unknown'}"


class BoundedParser(Parser):
    """Reads the JSON of a body; refuses what is too long or no JSON."""

    def parse_body(self, request: HttpRequest) -> Any:
        if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
            raise HttpError(413, f"内容太长，最多{MOST_BYTES // 1024} KB。")
        try:
            return json.loads(request.body, parse_constant=_no_number)
        except (ValueError, RecursionError) as error:
            raise HttpError(400, "不是正确的 JSON。") from error


def _no_number(word: str) -> None:
    raise ValueError(word)


api = NinjaAPI(
    title="工援：法律计算与政策判断",
    version="1",
    description='公开，不收个人信息。出错时是 {"error": {项: 一句话}}。',
    urls_namespace="api",
    # The page of documentation would need scripts in the page, which our policy forbids.
    docs_url=None,
    throttle=[ByAddress(RATE)],
    parser=BoundedParser(),
)


@api.exception_handler(InputErrors)
@api.exception_handler(FactsError)
def _wrong_input(request: HttpRequest, error: InputErrors | FactsError) -> HttpResponse:
    return _refused(request, 422, error.errors)


@api.exception_handler(ValidationError)
def _no_object(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return _refused(request, 422, {"": "应当是一个 JSON 对象。"})


@api.exception_handler(HttpError)
def _refused_whole(request: HttpRequest, error: HttpError) -> HttpResponse:
    # The library wraps whatever its parser raises into a sentence of its own.
    error = error.__cause__ if isinstance(error.__cause__, HttpError) else error
    return _refused(request, error.status_code, {"": str(error)})


@api.exception_handler(Throttled)
def _too_often(request: HttpRequest, error: Throttled) -> HttpResponse:
    answer = _refused(request, 429, {"": "问得太快了，请稍后再试。"})
    answer["Retry-After"] = str(int(error.wait or 60) + 1)
    return answer


def _refused(request: HttpRequest, status: int, errors: dict[str, str]) -> HttpResponse:
    return api.create_response(request, {"error": errors}, status=status)


def _found(name: str) -> Calculator:
    found = calculators().get(name)
    if found is None:
        raise HttpError(404, "没有这个计算器。")
    return found


ERRORS = {400: Wrong, 404: Wrong, 413: Wrong, 422: Wrong, 429: Wrong}


@api.get("/law/calculators", response={200: list[CalculatorLine], 429: Wrong}, summary="计算器一览")
def calculator_list(request: HttpRequest) -> Any:
    """List every calculator, in the order of the groups."""
    return [
        {
            "name": one.name,
            "title": one.title,
            "group": one.group,
            "question": one.question,
            "regional_keys": list(one.regional_keys),
        }
        for one in calculators().values()
    ]


@api.get(
    "/law/calculators/{name}/schema",
    response={200: AnyObject, 404: Wrong, 429: Wrong},
    summary="输入的 JSON Schema",
)
def calculator_schema(request: HttpRequest, name: str) -> Any:
    """Tell what a calculator takes."""
    return _found(name).input.model_json_schema()


@api.post(
    "/law/calculators/{name}",
    response={200: Calculation, **ERRORS},
    summary="计算",
)
def calculation(request: HttpRequest, name: str, data: Body[AnyObject]) -> Any:
    """Compute from one JSON object."""
    return _found(name).run(data.root, regional_figures()).to_json()


@api.post(
    "/policy/decide",
    response={200: AnyObject, **ERRORS},
    summary="按政策判断",
)
def decide(request: HttpRequest, data: Body[Question]) -> Any:
    """Say what the packs of a place decide on a day for these facts."""
    today = timezone.localdate()
    asked = asking.read_asked(data.root, region_code=NATION, on=today)
    return asking.answer_json(asking.answer(asked, current_packs()))
