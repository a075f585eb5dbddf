"""What the real policy packs answer to the facts that occur, asked once for each combination."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from itertools import product
from typing import Any

import psycopg

from gongyuan.desk.demo.words import STORIES
from gongyuan.people.actor import system
from gongyuan.policy import rules
from gongyuan.policy.actions import record_decision
from gongyuan.policy.choices import AidForm, ApplicantKind, MatterScope
from gongyuan.policy.facts import ApplicationFacts
from gongyuan.policy.models import DecisionRecord
from gongyuan.policy.registry import current_packs
from gongyuan.policy.resolution import resolve

HARDSHIP = "low_income"
#: Ids of records of cases begin here; those before keep the packs' texts.
FIRST_RECORD = 1_000
#: Year, claims, form of aid, whether a migrant worker.
Key = tuple[int, tuple[str, ...], str, bool]


@dataclass(frozen=True)
class Answer:
    """An evaluation in the shape the rows need."""

    id: int
    outcome: str
    grounds: list[str]
    reasons: str
    clauses: str
    is_fast_track: bool
    #: Code, label, why, clause, whether compulsory.
    materials: tuple[tuple[str, str, str, str, bool], ...]


def ask_all(
    connection: psycopg.Connection[Any], years: list[int], region: str, now: datetime
) -> dict[Key, Answer]:
    """Ask for every combination and keep the long answers in a side table of the database.

    The packs' own texts are kept as the product keeps them, by one real record a year.
    """
    connection.execute(
        "CREATE UNLOGGED TABLE bench_answer (id bigint PRIMARY KEY, facts jsonb, result jsonb,"
        " packs jsonb)"
    )
    found: dict[Key, Answer] = {}
    claims = sorted({tuple(str(kind) for kind in story.claims) for story in STORIES})
    for year in years:
        on = date(year, 7, 1)
        resolved = resolve(current_packs(), region, on)
        for kinds, form, is_migrant in product(claims, AidForm, (True, False)):
            facts = _facts(kinds, form, is_migrant)
            evaluation = rules.evaluate(facts, resolved)
            key = (year, kinds, str(form), is_migrant)
            found[key] = _answer(len(found) + 1, evaluation)
            packs = [pack.to_json() for pack in resolved.packs]
            parts = (facts.to_json(), evaluation.to_json(), packs)
            connection.execute(
                "INSERT INTO bench_answer VALUES (%s, %s, %s, %s)",
                [len(found), *(json.dumps(part) for part in parts)],
            )
        record_decision(facts=facts, region_code=region, on=on, actor=system(), now=now)
    return found


def _facts(kinds: tuple[str, ...], form: str, is_migrant: bool) -> ApplicationFacts:
    return ApplicationFacts(
        applicant_kind=ApplicantKind.WORKER,
        matter_scope=MatterScope.LABOUR_DISPUTE,
        claims=kinds,
        aid_form=form,
        is_migrant=is_migrant,
        hardship_grounds=(HARDSHIP,),
        is_hardship_confirmed=True,
        has_severe_infringement_evidence=True,
    )


def _answer(number: int, evaluation: rules.Evaluation) -> Answer:
    decision = evaluation.to_json()["decision"]
    clauses = [clause for reason in decision["reasons"] for clause in reason["clauses"]]
    return Answer(
        number,
        decision["outcome"],
        decision["grounds"],
        json.dumps(decision["reasons"]),
        json.dumps(clauses),
        evaluation.track.kind == "fast",
        tuple(
            (
                asked.code,
                asked.label[:100],
                asked.why[:200],
                "、".join(clause.citation for clause in asked.clauses)[:200],
                asked.is_required and not asked.may_follow,
            )
            for asked in evaluation.materials
        ),
    )


def write_records(connection: psycopg.Connection[Any], rows: list[tuple[Any, ...]]) -> None:
    """Add decision records: (id, answer, region, on, at, user, post), the long parts by join.

    Rows are copied to a table of the session; what is the same ten thousand times is not sent.
    """
    connection.execute(
        "CREATE TEMP TABLE IF NOT EXISTS bench_record (id bigint, answer bigint, region text,"
        ' "on" date, at timestamptz, user_id bigint, post_id bigint)'
    )
    connection.execute("TRUNCATE bench_record")
    with connection.cursor() as cursor, cursor.copy("COPY bench_record FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    connection.execute(
        f"""
        INSERT INTO {DecisionRecord._meta.db_table} (id, region_code, "on", facts, result, packs,
            decided_at, decided_by_user_id, decided_by_post_id)
        SELECT r.id, r.region, r."on", a.facts, a.result, a.packs, r.at, r.user_id, r.post_id
        FROM bench_record r JOIN bench_answer a ON a.id = r.answer
        """
    )
