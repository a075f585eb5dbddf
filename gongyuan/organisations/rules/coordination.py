"""What a record of coordination must say (苏工发〔2012〕8号第12、14项；豫工办〔2015〕28号三)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from gongyuan.organisations.choices import CoordinationKind


@dataclass(frozen=True, kw_only=True)
class AgreedFollowUp:
    """What somebody is to do by a day."""

    what: str
    due_on: date
    unit_id: int


@dataclass(frozen=True, kw_only=True)
class NewCoordination:
    """A record as it is handed in; `papers` are uploads not yet stored."""

    kind: str
    held_on: date
    subject: str
    participants: str
    submission_key: UUID
    partners: tuple[str, ...] = ()
    partner_names: str = ""
    content: str = ""
    follow_ups: tuple[AgreedFollowUp, ...] = ()
    papers: tuple[Any, ...] = ()


def record_obstacles(record: NewCoordination, *, today: date) -> dict[str, list[str]]:
    """Say what a record lacks, field to sentences.

    With other offices one names them (苏工发〔2012〕8号第12项); the leadership's study of aid work
    (第14项) is the union's own. What is recorded has happened.
    """
    errors: dict[str, list[str]] = {}
    if record.held_on > today:
        errors["held_on"] = ["日期晚于今天；开完了再登记。"]
    if not record.subject.strip():
        errors["subject"] = ["请写明主题。"]
    if not record.participants.strip():
        errors["participants"] = ["请写明参加人。"]
    if record.kind != CoordinationKind.LEADERSHIP_STUDY and not record.partners:
        errors["partners"] = ["请选和哪些单位一起。"]
    early = [one.what for one in record.follow_ups if one.due_on < record.held_on]
    if early:
        errors["follow_ups"] = [f"“{what}”的期限早于记录日期。" for what in early]
    return errors


def follow_up_obstacles(
    follow_ups: Sequence[AgreedFollowUp], *, own_units: Collection[int]
) -> list[str]:
    """Something agreed on falls to the union itself or one below it (苏工发〔2012〕8号第12项)."""
    foreign = [one.what for one in follow_ups if one.unit_id not in own_units]
    return [f"“{what}”的责任单位不在本单位及下级之内。" for what in foreign]


def finishing_obstacles(*, done_on: date | None, is_withdrawn: bool) -> list[str]:
    """A thing agreed on is done once, and not when its record was withdrawn (第12项)."""
    if is_withdrawn:
        return ["所属的协作记录已作废，不用再办。"]
    return [f"已于{done_on:%Y-%m-%d}办结。"] if done_on else []
