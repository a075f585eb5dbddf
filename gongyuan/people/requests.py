"""The request as views get it; the middleware has said who acts."""

from gongyuan.core import requests
from gongyuan.people.actor import Actor
from gongyuan.people.models import Post, User
from gongyuan.people.queries.desks import AtDesk


class ActorRequest(requests.ActorRequest):
    """Named in signatures only: nothing is ever made of this class."""

    actor: Actor
    user: User
    #: The posts the signed-in person may act in today; read once, with the actor.
    held_posts: list[Post]
    #: How things stand where the account is a shared desk's; None for every other account.
    desk: AtDesk | None
