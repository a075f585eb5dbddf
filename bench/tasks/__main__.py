"""`make bench-tasks`: keys, clicks and seconds of each task, with the goals beside them."""

import argparse
import sys

from playwright.sync_api import Browser, Error

from bench.tasks.hands import CHARACTERS_A_MINUTE, Hands, Lost
from bench.tasks.walks import Goal, Task, tasks
from dev.camera import browser, signed_in
from dev.messages import Refusal

HEAD = f"{'task':<24}{'keys':>6}{'clicks':>8}{'typed':>7}{'waited s':>10}{'seconds':>9}   goal"


def main(arguments: list[str]) -> int:
    """Do every task once; 1 when a goal is missed or a task could not be done."""
    parser = argparse.ArgumentParser(prog="make bench-tasks", description=__doc__)
    parser.add_argument("address")
    parser.add_argument("--only", default="", help="tasks whose name contains this")
    chosen = parser.parse_args(arguments)
    print(f"seconds: typing at {CHARACTERS_A_MINUTE} characters a minute, keys and clicks after")
    print("the keystroke-level model, waiting as measured", HEAD, sep="\n", flush=True)
    missed = []
    # The browser tool keeps a loop in this thread, in which the database is not asked.
    ready = [task for task in tasks() if chosen.only in task.name]
    with browser() as chromium:
        for task in ready:
            if not done(chromium, chosen.address, task):
                missed.append(task.name)
    print(f"missed: {'; '.join(missed)}" if missed else "every goal is met")
    return 1 if missed else 0


def done(chromium: Browser, address: str, task: Task) -> bool:
    """Do one task and print what it took; whether its goal is met."""
    with signed_in(chromium, address, task.account, task.size) as page:
        page.goto(address + task.path)
        hands = Hands(page)
        try:
            task.walk(hands)
        except (Lost, Error) as failure:
            print(f"{task.name:<24} not done at {page.url}: {str(failure)[:300]}", flush=True)
            return False
    met, words = judged(hands, task.goal)
    print(
        f"{task.name:<24}{hands.keys:>6}{hands.clicks:>8}{hands.characters:>7}"
        f"{hands.waited:>10.1f}{hands.seconds:>9.1f}   {words}",
        flush=True,
    )
    return met


def judged(hands: Hands, goal: Goal) -> tuple[bool, str]:
    """Whether each part of a goal is met, and the goal in words."""
    parts = (
        ("keys", hands.keys, goal.keys),
        ("clicks", hands.clicks, goal.clicks),
        ("s", hands.seconds, goal.seconds),
    )
    told = [
        (taken <= most, f"≤ {most:g} {unit}") for unit, taken, most in parts if most is not None
    ]
    met = all(ok for ok, _ in told)
    words = ", ".join(text + (" ok" if ok else " MISSED") for ok, text in told)
    return met, words or "none set"


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        sys.exit(2)
