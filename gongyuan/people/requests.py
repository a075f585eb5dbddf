"""The request as views get it; the middleware has said who acts."""

from django.http import HttpRequest

from gongyuan.people.actor import Actor
from gongyuan.people.models import Post, User


class ActorRequest(HttpRequest):
    """Named in signatures only: nothing is ever made of this class."""

    actor: Actor
    user: User
    #: The posts the signed-in person holds today; read once, with the actor.
    held_posts: list[Post]
