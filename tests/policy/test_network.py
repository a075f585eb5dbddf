"""What the packs ask of the network of stations."""

from dataclasses import replace
from datetime import date

import pytest

from gongyuan.policy import network, wording
from gongyuan.policy.loader import join_texts, shipped_paths
from gongyuan.policy.pack import PacksRefused
from gongyuan.policy.reading import pack_text
from gongyuan.policy.resolution import resolve

WUXI, WUGANG, ELSEWHERE = "320214", "410481", "330122"
TODAY = date(2026, 3, 2)


def test_targets_hold_in_jiangsu_and_nowhere_else(shipped):
    found = network.coverage_targets(resolve(shipped, WUXI, TODAY))

    assert {(t.level, t.kind, t.due_on.year, t.percent) for t in found} == {
        ("prefecture", "centre", 2012, 100),
        ("county", "centre", 2012, 100),
        ("township", "station", 2012, 60),
        ("township", "station", 2013, 80),
        ("township", "station", 2014, 90),
    }
    assert all(target.is_verified for target in found)
    assert network.coverage_targets(resolve(shipped, WUGANG, TODAY)) == []


def test_a_province_says_itself_what_stands_in_its_notice_and_takes_the_rest_from_above(shipped):
    items = {item.code: item for item in network.station_items(resolve(shipped, WUGANG, TODAY))}
    plain = {item.code: item for item in network.station_items(resolve(shipped, ELSEWHERE, TODAY))}

    assert items["functions"].citation == "豫工文〔2020〕40号三(三)2"
    assert items["functions"].is_verified
    assert items["hours_shown"] == plain["hours_shown"]
    assert not items["hours_shown"].is_verified
    assert set(items) - set(plain) == {"process"}


def test_a_target_reads_in_words(shipped):
    value = next(p for p in shipped.packs if p.id == "jiangsu-2012").rules["coverage"][
        "township_stations_2013"
    ]

    assert wording.key_in_words("coverage", "township_stations_2013", value) == (
        "组建率目标：乡镇（街道）工会法律援助工作站（2013-12-31）"
    )
    assert ("组建率", "80%") in wording.value_in_words(value)


@pytest.mark.parametrize(
    ("written", "wrong", "place"),
    [
        ("due: 2013-12-31", "due: 2013-02-30", "due"),
        ("percent: 80", "percent: 101", "percent"),
        ("level: township", "level: village", "level"),
    ],
)
def test_a_target_that_cannot_be_is_refused(written, wrong, place):
    path = next(path for path in shipped_paths() if path.name == "jiangsu-2012.yaml")
    text = path.read_text(encoding="utf-8")

    with pytest.raises(PacksRefused) as refused:
        join_texts([replace(pack_text(path.name, text.replace(written, wrong)))])

    assert any(error.path.endswith(f".{place}") for error in refused.value.errors)
