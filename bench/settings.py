"""The product's settings, with a view that does nothing beside its own."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
