from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gongyuan.policy import rules
from gongyuan.policy.facts import ApplicationFacts, FactsError
from gongyuan.policy.loader import rejoin_texts
from gongyuan.policy.models import DecisionRecord, PackVersion
from gongyuan.policy.pack import PackSet, PacksRefused, PackText
from gongyuan.policy.resolution import MissingRule, resolve


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A place in the stored result (dotted) where the replay answered otherwise."""

    path: str
    stored: Any
    replayed: Any


@dataclass(frozen=True, kw_only=True)
class Replay:
    """Whether a replay gave the stored answer, and every place where it did not."""

    same: bool
    differences: tuple[Difference, ...] = ()


def packs_of(record: DecisionRecord) -> PackSet:
    """The packs of a record as they were written then, from their kept texts.

    Raises PacksRefused when a text can no longer be read by the product.
    """
    fingerprints = [pack["sha256"] for pack in record.packs]
    versions = PackVersion.objects.filter(sha256__in=fingerprints).order_by("pk")
    return rejoin_texts(
        PackText(name=version.name, text=version.text, sha256=version.sha256)
        for version in versions
    )


def replay(record: DecisionRecord) -> Replay:
    """Decide again on the stored facts with the packs of that time, and compare.

    Packs that came or changed later play no part. What stands in the way of a replay is given
    as a difference at `packs`, `facts` or `on`.
    """
    try:
        facts = ApplicationFacts.from_json(record.facts)
        resolved = resolve(packs_of(record), record.region_code, record.on)
        result = rules.evaluate(facts, resolved).to_json()
    except FactsError as error:
        return _impossible("facts", record.facts, str(error))
    except PacksRefused as error:
        return _impossible("packs", record.packs, str(error))
    except MissingRule as error:
        return _impossible("on", str(record.on), str(error))
    except KeyError as error:
        return _impossible("packs", record.packs, f"没有参数：{error.args[0]}。")
    found = tuple(_differences("", record.result, result))
    return Replay(same=not found, differences=found)


def _impossible(path: str, stored: Any, why: str) -> Replay:
    return Replay(same=False, differences=(Difference(path=path, stored=stored, replayed=why),))


def _differences(path: str, stored: Any, replayed: Any) -> Iterator[Difference]:
    if isinstance(stored, dict) and isinstance(replayed, dict):
        for key in sorted(stored.keys() | replayed.keys()):
            below = f"{path}.{key}" if path else key
            yield from _differences(below, stored.get(key), replayed.get(key))
    elif isinstance(stored, list) and isinstance(replayed, list) and len(stored) == len(replayed):
        for index, (old, new) in enumerate(zip(stored, replayed, strict=True)):
            yield from _differences(f"{path}.{index}", old, new)
    elif stored != replayed:
        yield Difference(path=path, stored=stored, replayed=replayed)
