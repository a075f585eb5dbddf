import datetime as dt
import gzip
import re
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.template import Context, TemplateSyntaxError

import gongyuan.core
from gongyuan.core.templatetags import ui
from tests.core.kitchen_sink import ENGINE, NOW, PAGES, QuestionForm, render
from tests.core.markup import Markup

pytestmark = pytest.mark.urls("tests.core.ui_urls")
CORE = Path(gongyuan.core.__file__).parent
STATIC = CORE / "static" / "ui"
ERROR_PAGES = ("400", "403", "403_csrf", "404", "500", "503")
BEIJING = ZoneInfo("Asia/Shanghai")
urlpatterns = []  # for the test of a shell in a project without any page


def shown(source: str, **context) -> str:
    return ENGINE.from_string("{% load ui %}" + source).render(Context(context))


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("size", ["normal", "large"])
def test_every_page_is_sound(name, size):
    assert Markup(render(name, text_size=size)).faults() == []


def test_the_reader_of_structure_finds_each_fault():
    token = '<input type="hidden" name="csrfmiddlewaretoken">'
    faulty = {
        "<p><b></p></b>": "not closed in order",
        '<p id="a"></p><p id="a"></p>': "id twice",
        '<p style="x"></p>': "inline style",
        '<p onclick="x"></p>': "inline style",
        "<script>x</script>": "inline script",
        '<a href="#none">x</a>': "link to nowhere",
        '<p aria-describedby="none"></p>': "aria-describedby to nowhere",
        '<input name="x" id="x">': "no label",
        '<form method="post" action="/a/"></form>': "no token",
        f'<form method="post" action="/a/" hx-post="/b/">{token}</form>': "hx-post=/b/",
        '<a href="/a/" hx-get="/a/" hx-target="#x" hx-select="#x"></a>': "no part #x",
        '<p id="x"></p><a href="/" hx-get="/" hx-target="#x" hx-select="#y"></a>': "takes #y",
    }
    for html, fault in faulty.items():
        assert any(f.startswith(fault) for f in Markup(html).faults()), (html, fault)


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_an_error_page_needs_no_context_and_says_what_to_do(name):
    markup = Markup(ENGINE.get_template(f"{name}.html").render(Context()))
    assert markup.faults() == []
    assert len(markup.all("h1")) == 1
    assert any("请" in p.words() for p in markup.all("p"))


@pytest.mark.parametrize("shell", ["base.html", "portal_base.html", "login_base.html"])
@pytest.mark.urls(__name__)
def test_a_shell_stands_without_context_and_without_any_other_page(shell):
    markup = Markup(ENGINE.get_template(shell).render(Context()))
    assert markup.faults() == []
    assert markup.all("main", id="main")
    assert not markup.all("form", method="post")


def test_large_text_is_a_mark_on_the_page_and_the_switch_offers_the_way_back():
    assert 'data-size="large"' not in render("home", text_size="normal")
    markup = Markup(render("home", text_size="large"))
    assert markup.all("html")[0].attrs["data-size"] == "large"
    assert markup.all("button", name="size")[0].attrs["value"] == "normal"


def test_the_rail_marks_the_current_place_and_counts_only_what_is_late():
    markup = Markup(render("worklist"))
    current = [a for a in markup.all("a") if a.inside("nav") and "aria-current" in a.attrs]
    assert current[0].words().startswith("法律援助")
    assert len(markup.all("span", css="rail-count")) == 2


def test_the_post_one_acts_in_is_named_and_marked_among_those_one_holds():
    markup = Markup(render("worklist"))
    assert markup.all("a", css="masthead-post")[0].words() == "舞钢市职工法律援助中心 · 工作人员"
    held = markup.all("button", name="post")
    assert [b.attrs["value"] for b in held if "aria-current" in b.attrs] == ["1"]
    assert len(held) == 2


def test_the_search_is_a_post_so_that_names_stay_out_of_addresses():
    form = Markup(render("worklist")).all("form", role="search")[0]
    assert (form.attrs["method"], form.attrs["action"]) == ("post", "/desk_search/")


def test_the_error_summary_links_each_error_to_its_control():
    markup = Markup(render("question"))
    links = [a for a in markup.all("a") if any("error-summary" in p.classes() for p in a.path)]
    assert [a.attrs["href"] for a in links] == ["#id_kind_0", "#id_phone", "#id_consent"]
    assert links[1].words() == "您的手机号：手机号要 11 位数字。"
    for link in links:
        assert markup.by_id(link.attrs["href"][1:]).tag == "input"


def test_an_error_of_the_whole_form_is_told_without_a_link():
    summary = Markup(render("record")).all("div", css="error-summary")[0]
    assert "另一位同事刚刚作出了决定。" in summary.words()


def test_errors_of_a_formset_are_linked_too():
    formset_class = forms.formset_factory(QuestionForm, extra=0)
    data = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-phone": "1"}
    markup = Markup(shown("{% error_summary rows %}", rows=formset_class(data)))
    assert "#id_form-0-phone" in [a.attrs["href"] for a in markup.all("a")]


def test_no_summary_without_errors():
    assert Markup(shown("{% error_summary form %}", form=QuestionForm())).elements == []


def test_a_field_ties_label_help_and_error_to_the_control():
    form = QuestionForm({"phone": "138"})
    markup = Markup(shown("{% field form.phone help='11 位' inputmode='tel' %}", form=form))
    control = markup.by_id("id_phone")
    assert control.attrs["aria-describedby"] == "id_phone_helptext id_phone_error"
    assert control.attrs["inputmode"] == "tel"
    assert markup.by_id("id_phone_helptext").words() == "11 位"
    assert markup.all("label", **{"for": "id_phone"})[0].words() == "您的手机号 必填"


def test_a_field_says_in_words_whether_it_must_be_filled():
    assert "选填" in shown("{% field form.wages %}", form=QuestionForm())
    assert "选填" not in shown("{% field form.wages need=False %}", form=QuestionForm())


def test_a_group_of_choices_is_named_by_its_question():
    markup = Markup(shown("{% field form.kind big_label=True %}", form=QuestionForm()))
    group = markup.all(role="group")[0]
    assert group.attrs["aria-labelledby"] == "id_kind_label"
    assert markup.by_id("id_kind_label").inside("h1") is not None


def test_an_empty_field_is_told_plainly_unless_the_form_has_its_own_words():
    class Own(forms.Form):
        a = forms.CharField()
        b = forms.CharField(error_messages={"required": "写出单位全称。"})

    html = shown("{% field form.a %}{% field form.b %}", form=Own({}))
    assert "这一项还没有填。" in html
    assert "写出单位全称。" in html


def test_a_field_refuses_what_it_does_not_know():
    for options in ("colour='red'", "size='huge'"):
        with pytest.raises(TemplateSyntaxError):
            shown("{% field form.phone " + options + " %}", form=QuestionForm())


@pytest.mark.parametrize("kind", sorted(ui.BADGE_KINDS))
def test_a_badge_has_a_word_and_a_look_of_its_own(kind):
    badge = Markup(shown("{% badge kind '字' %}", kind=kind)).all("span")[0]
    assert badge.words() == "字"
    assert f".{f'badge-{kind}'} " in (STATIC / "tokens.css").read_text(encoding="utf-8")


def test_an_unknown_badge_is_refused():
    with pytest.raises(TemplateSyntaxError):
        ui.badge("blue", "字")


def beijing(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("due_at", "kind", "text"),
    [
        (dt.date(2026, 11, 21), "overdue", "超 1 天"),
        (dt.date(2026, 11, 22), "soon", "今天"),
        (dt.date(2026, 11, 23), "soon", "还有 1 天"),
        (dt.date(2026, 11, 24), "ok", "还有 2 天"),
        (beijing(2026, 11, 20, 23, 59), "overdue", "超 2 天"),
        (beijing(2026, 11, 22, 6, 30), "overdue", "超 3 小时"),
        (beijing(2026, 11, 22, 9, 29), "overdue", "超 1 分钟"),
        (beijing(2026, 11, 22, 9, 30), "overdue", "超 1 分钟"),
        (beijing(2026, 11, 22, 17, 30), "soon", "今天 17:30"),
        (beijing(2026, 11, 23, 0, 0), "soon", "还有 1 天"),
    ],
)
def test_how_long_is_left(due_at, kind, text):
    assert ui.due(due_at, NOW) == ui.badge(kind, text)


def test_days_are_counted_in_beijing_not_in_utc():
    late_evening = dt.datetime(2026, 11, 22, 17, 0, tzinfo=dt.UTC)  # 01:00 of the 23rd in Beijing
    assert ui.due(dt.date(2026, 11, 22), late_evening) == ui.badge("overdue", "超 1 天")
    assert ui.date_cn(late_evening) == "2026年11月23日"
    assert ui.short_date(late_evening) == "11-23"


def test_no_deadline_shows_nothing():
    assert shown("{% due none now %}", none=None, now=NOW).strip() == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [("46200", "46,200.00"), (Decimal("1234567.5"), "1,234,567.50"), (0, "0.00"), (None, "")],
)
def test_money_has_thousands_and_two_places(value, text):
    assert ui.money(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (beijing(2026, 11, 22, 8, 0), "今天 08:00"),
        (beijing(2026, 11, 21, 23, 59), "昨天 23:59"),
        (beijing(2026, 11, 20, 10, 5), "11-20 10:05"),
        (beijing(2025, 11, 20, 10, 5), "2025-11-20 10:05"),
    ],
)
def test_a_moment_is_told_as_people_do(value, text):
    assert ui.moment(value, NOW) == text


def test_a_moment_without_now_keeps_its_year():
    assert ui.moment(beijing(2026, 11, 22, 8, 0)) == "2026-11-22 08:00"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (beijing(2026, 11, 20, 23, 0), "2 天"),
        (beijing(2026, 11, 22, 6, 0), "3 小时"),
        (beijing(2026, 11, 22, 9, 25), "5 分钟"),
        (dt.date(2026, 11, 22), "0 天"),
        (None, ""),
    ],
)
def test_how_long_it_has_lasted(value, text):
    assert ui.since(value, NOW) == text


def test_a_step_that_writes_is_a_form_and_a_step_that_opens_is_a_link():
    markup = Markup(render("record"))
    assert markup.all("a", href="/cases/1/grant/", css="button-primary")
    assert markup.all("form", action="/cases/1/supplement/", method="post")
    assert "还没有给予援助的决定。" in markup.all("details", css="blocked")[0].words()


def test_no_step_is_told_in_a_sentence():
    assert "现在没有这个岗位要办的事。" in shown("{% include 'ui/transitions.html' %}")


def test_styles_are_small_and_measured_in_rem():
    css = "".join(path.read_text(encoding="utf-8") for path in sorted(STATIC.glob("*.css")))
    assert len(gzip.compress(css.encode())) <= 12 * 1024
    assert re.findall(r"\d(?:px|em)\b", css) == []


def test_scripts_stay_short():
    for path in STATIC.glob("*.js"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 150, path.name
