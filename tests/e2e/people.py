"""The cast of the journeys: a province with one county that gives aid, and who works there."""

from dataclasses import dataclass

from gongyuan.lawyers.models import Lawyer
from gongyuan.organisations.choices import UnitLevel
from gongyuan.organisations.models import Unit
from gongyuan.people.choices import Role
from gongyuan.people.models import User
from tests.lawyers.factories import make_firm, make_lawyer
from tests.organisations.factories import make_institution, make_unit
from tests.people.factories import make_post, make_user

ACCOUNTS = {
    "window": (Role.WINDOW_CLERK, "孙柜台"),
    "officer": (Role.LEGAL_OFFICER, "李经办"),
    "head": (Role.LEGAL_HEAD, "陈主任"),
    "deputy": (Role.LEGAL_HEAD, "何副主任"),
}


@dataclass(frozen=True)
class Town:
    """Wugang under Pingdingshan in Henan: the county that aids, its superior, its lawyer."""

    province: Unit
    city: Unit
    county: Unit
    users: dict[str, User]
    lawyer: Lawyer


def make_town() -> Town:
    province = make_unit(
        level=UnitLevel.PROVINCE, name="河南省总工会", short_name="河南省", region_code="410000"
    )
    city = make_unit(
        level=UnitLevel.PREFECTURE,
        parent=province,
        name="平顶山市总工会",
        short_name="平顶山市",
        region_code="410400",
    )
    county = make_unit(
        level=UnitLevel.COUNTY,
        parent=city,
        name="舞钢市总工会",
        short_name="舞钢市",
        region_code="410481",
        document_prefix="舞工援",
    )
    make_institution(unit=county, name="舞钢市职工法律援助中心", address="试验路1号")
    users = {
        username: make_post(role=role, unit=county, user=make_user(username, name=name)).user
        for username, (role, name) in ACCOUNTS.items()
    }
    statistician = make_user("city", name="吴统计")
    users["city"] = make_post(role=Role.STATISTICIAN, unit=city, user=statistician).user
    lawyer = make_lawyer(
        unit=county,
        name="周试明",
        user=make_user("lawyer", name="周试明"),
        firm=make_firm(name="试验正和律师事务所"),
    )
    make_post(role=Role.LAWYER, unit=county, user=lawyer.user)
    return Town(province, city, county, users, lawyer)
