"""How the time of a task is reckoned, and when its goal is met."""

import pytest

from bench.tasks.__main__ import judged
from bench.tasks.hands import Hands
from bench.tasks.walks import Goal


def hands(**counted):
    return Hands(page=None, **counted)


def test_a_clerk_types_two_characters_a_second_and_machines_are_waited_for():
    assert hands(characters=120).seconds == pytest.approx(60)
    assert hands(keys=100).seconds == pytest.approx(28)
    assert hands(clicks=10).seconds == pytest.approx(13)
    assert hands(characters=2, keys=1, clicks=1, waited=0.5).seconds == pytest.approx(3.08)


@pytest.mark.parametrize(
    ("counted", "goal", "met", "words"),
    [
        ({"keys": 6}, Goal(keys=6), True, "≤ 6 keys ok"),
        ({"keys": 7}, Goal(keys=6), False, "≤ 6 keys MISSED"),
        ({"clicks": 5}, Goal(clicks=4), False, "≤ 4 clicks MISSED"),
        ({"characters": 240}, Goal(seconds=120), True, "≤ 120 s ok"),
        ({"characters": 241}, Goal(seconds=120), False, "≤ 120 s MISSED"),
        ({"keys": 9}, Goal(), True, "none set"),
        ({"keys": 7, "clicks": 1}, Goal(keys=6, clicks=4), False, "≤ 6 keys MISSED, ≤ 4 clicks ok"),
    ],
)
def test_a_goal_is_met_when_every_part_of_it_is(counted, goal, met, words):
    assert judged(hands(**counted), goal) == (met, words)
