"""The first union and the first administrator of a new installation."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from gongyuan.organisations.models import Unit
from gongyuan.people.choices import Role
from gongyuan.people.models import Post, User
from tests.organisations.factories import make_unit

pytestmark = pytest.mark.django_db
FIRST = {
    "union": "试验省总工会",
    "short": "试验",
    "region": "990000",
    "prefix": "试工援",
    "username": "sysadmin",
    "name": "王管理",
}


def install(**changed):
    out = StringIO()
    call_command("install", stdout=out, **(FIRST | changed))
    return out.getvalue()


def test_the_first_installation_has_a_union_and_an_administrator_with_a_password_to_change():
    said = install()

    post = Post.objects.get()
    assert (post.role, post.unit.name) == (Role.SYSTEM_ADMIN, "试验省总工会")
    assert post.user.must_change_password
    password = said.split("初始密码 ")[1].split("，")[0]
    assert post.user.check_password(password)


def test_a_database_with_unions_is_not_installed_again():
    make_unit()

    with pytest.raises(CommandError, match="不是首次安装"):
        install()

    assert not User.objects.exists()


def test_a_wrong_username_is_refused_in_words_and_nothing_is_left():
    with pytest.raises(CommandError, match="账号"):
        install(username="王 管理")

    assert not Unit.objects.exists()
