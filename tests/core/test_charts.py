"""Places of a line on an axis from 0 to 100 %."""

from decimal import Decimal

from gongyuan.core.charts import BOTTOM, HEIGHT, TOP, Reading, percent_chart


def readings(*values: int | None) -> list[Reading]:
    return [
        Reading(label=str(2000 + place), value=None if value is None else Decimal(value))
        for place, value in enumerate(values)
    ]


def test_nothing_stands_at_the_foot_and_all_at_the_head():
    chart = percent_chart(readings(0, 100))

    assert [dot.y for dot in chart.dots] == [HEIGHT - BOTTOM, TOP]
    assert [dot.text for dot in chart.dots] == ["0%", "100%"]
    assert chart.line == " ".join(f"{dot.x},{dot.y}" for dot in chart.dots)


def test_time_goes_to_the_right_and_stays_on_the_drawing():
    places = [dot.x for dot in percent_chart(readings(*range(10))).dots]

    assert places == sorted(set(places))
    assert chart_left() < places[0]
    assert places[-1] < percent_chart([]).width


def chart_left() -> int:
    return percent_chart([]).left


def test_what_is_unknown_has_a_label_and_no_dot():
    chart = percent_chart(readings(None, 50))

    assert [one.text for one in chart.labels] == ["2000", "2001"]
    assert [dot.text for dot in chart.dots] == ["50%"]
    assert (percent_chart([]).line, percent_chart([]).labels) == ("", ())


def test_of_many_years_the_last_is_always_labelled():
    labels = [one.text for one in percent_chart(readings(*[50] * 30)).labels]

    assert len(labels) <= 12
    assert labels[-1] == "2029"


def test_an_aim_is_drawn_only_where_there_was_one():
    known = [
        Reading(label="2012", value=Decimal(50)),
        Reading(label="2013", value=Decimal(70), aim=Decimal(80)),
    ]

    chart = percent_chart(known)

    assert [mark.text for mark in chart.aims] == ["80%"]
    assert chart.aims[0].x == chart.dots[1].x
    assert chart.aims[0].y < chart.dots[1].y
