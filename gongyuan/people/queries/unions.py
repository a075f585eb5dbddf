"""Who holds a post or serves as a volunteer in two unions of which one takes the other in."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum

from gongyuan.organisations.queries import Plan
from gongyuan.organisations.rules import Double
from gongyuan.people.choices import VolunteerEnding
from gongyuan.people.models import Post, Volunteer, VolunteerHours
from gongyuan.people.queries.volunteers import hours_in_words


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where one person is a volunteer of both unions."""

    own: Volunteer
    other: Volunteer


def posts_of_both(plan: Plan) -> list[tuple[Post, Post]]:
    """The posts of the union that is taken in whose holders have the same one in the other; two
    queries."""
    held = Post.objects.filter(unit=plan.into, ends_on=None, starts_on__lte=plan.on)
    going_on = {(post.user_id, post.role): post for post in held}
    owns = Post.objects.filter(unit=plan.unit).still_open(on=plan.on)
    return [
        (post, going_on[post.user_id, post.role])
        for post in owns.select_related("user").order_by("pk")
        if (post.user_id, post.role) in going_on
    ]


def places_of_both(plan: Plan) -> list[Place]:
    """Who serves both unions: of one name and telephone, or of one account; two queries."""
    return _same_people(Volunteer.objects.serving().filter(unit=plan.unit), plan)


def places_united(plan: Plan) -> list[Place]:
    """Who served both unions until the merger, once the own places have ended; two queries."""
    ended = Volunteer.objects.filter(
        unit=plan.unit, ending=VolunteerEnding.BY_MERGER, left_on__gte=plan.on
    )
    return _same_people(ended, plan)


def _same_people(owns: QuerySet[Volunteer], plan: Plan) -> list[Place]:
    theirs: dict[tuple[object, ...], Volunteer] = {}
    for row in Volunteer.objects.serving().filter(unit=plan.into).order_by("pk"):
        for sign in _signs(row):
            theirs.setdefault(sign, row)
    found, taken = [], set[int]()
    for own in owns.order_by("pk"):
        other = next((theirs[sign] for sign in _signs(own) if sign in theirs), None)
        if other is not None and other.pk not in taken:
            taken.add(other.pk)
            found.append(Place(own=own, other=other))
    return found


def _signs(row: Volunteer) -> Iterator[tuple[object, ...]]:
    yield "name", row.name, bytes(row.phone_index)
    if row.user_id is not None:
        yield "user", row.user_id


def hours_of_both(places: list[Place]) -> dict[int, set[int]]:
    """By the own place the ids of hours that the other has of the same beginning too; one query.

    Nobody serves at two places at once: they count once.
    """
    pairs = {place.own.pk: place.other.pk for place in places}
    ids = [*pairs, *pairs.values()]
    begun: dict[int, dict[tuple[object, object], int]] = defaultdict(dict)
    rows = VolunteerHours.objects.filter(volunteer_id__in=ids, struck_at=None)
    for row in rows.only("volunteer_id", "day", "starts_at"):
        begun[row.volunteer_id][row.day, row.starts_at] = row.pk
    return {
        own: {pk for when, pk in begun[own].items() if when in begun[other]}
        for own, other in pairs.items()
    }


def questions(plan: Plan) -> Iterator[Double]:
    """Posts held in both unions, and volunteers of both."""
    eve, into = plan.eve, plan.into.short_name
    for post, other in posts_of_both(plan):
        yield Double(
            key=f"post-{post.pk}",
            kind="岗位",
            name=f"{post.user.name}，{post.get_role_display()}",
            of_unit=f"{post.starts_on}起",
            of_into=f"{other.starts_on}起",
            outcome=f"{into}的继续，原来的到{eve}止。",
        )
    places = places_of_both(plan)
    doubled = hours_of_both(places)
    sums = _sums(places)
    for place in places:
        twice = len(doubled[place.own.pk])
        once = f"同一时间登记了两次的 {twice} 条只算一次；" if twice else ""
        yield Double(
            key=f"volunteer-{place.own.pk}",
            kind="志愿者",
            name=place.own.name,
            of_unit=_told(place.own, sums),
            of_into=_told(place.other, sums),
            outcome=f"合成一个，{into}的继续，时长加在一起；{once}原来的记录留着，写明单位合并。",
        )


def _sums(places: list[Place]) -> dict[int, int]:
    ids = [one.pk for place in places for one in (place.own, place.other)]
    counted = Q(hours__confirmed_at__isnull=False, hours__struck_at=None)
    rows = Volunteer.objects.filter(pk__in=ids)
    summed = rows.annotate(halves=Sum("hours__half_hours", filter=counted, default=0))
    return dict(summed.values_list("pk", "halves"))


def _told(row: Volunteer, sums: dict[int, int]) -> str:
    return f"{row.joined_on}加入，{hours_in_words(sums[row.pk])} 小时"
