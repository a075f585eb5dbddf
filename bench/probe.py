"""A process that opens pages on one database when told to: lines of JSON in, lines of JSON out.

One process for each size stands ready, so that sizes are measured in turn within one run.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import django
import psycopg

Statement = tuple[str, Any]
SLOW_MILLISECONDS = 1.0


class Probe:
    """The pages of one database, each with a client that is signed in, and its own SQL."""

    def __init__(self) -> None:
        from django.db import connection
        from django.db.backends.postgresql.psycopg_any import get_adapters_template
        from django.utils import timezone

        context = get_adapters_template(True, timezone.get_default_timezone())
        # The same kind of cursor as Django's: parameters are put in by the client.
        self.bare = psycopg.connect(
            os.environ["GONGYUAN_DATABASE_URL"],
            autocommit=True,
            context=context,
            cursor_factory=psycopg.ClientCursor,
        )
        self.connection = connection
        self._ready: dict[str, tuple[Callable[[], Any], list[Statement]]] = {}
        self._submissions: Any = None

    def facts(self, name: str) -> dict[str, Any]:
        """Open a page some times, then say what it costs besides time."""
        opened, _ = self._page(name)
        for _ in range(2):
            opened()
        with self.captured() as statements:
            response = opened()
        again = len(statements)
        self._ready[name] = (opened, statements)
        body = response.content
        rows = body.count(b"<tr") + body.count(b"<li")
        told = {"queries": again, "bytes": len(body), "rows": rows, "is_list": _is_list(name)}
        return {**told, "status": response.status_code}

    def names(self) -> list[str]:
        """The pages there are; the last is the view that does nothing."""
        from bench.pages import BY_NAME

        return list(BY_NAME)

    def throughput(self) -> list[tuple[str, str]]:
        """The pages that are asked for as fast as a server answers, and who asks."""
        from bench.pages import BY_NAME, FAST

        return [(name, BY_NAME[name].username) for name in FAST]

    def page(self, name: str) -> float:
        opened, _ = self._page(name)
        start = time.perf_counter()
        opened()
        return (time.perf_counter() - start) * 1000

    def sql(self, name: str) -> float:
        """The statements of one request, run bare; their rows are fetched."""
        _, statements = self._page(name)
        start = time.perf_counter()
        replay(self.bare, statements)
        return (time.perf_counter() - start) * 1000

    def explain(self, name: str) -> list[str]:
        """The plans of a page's slow statements."""
        self.facts(name)
        _, statements = self._page(name)
        told = []
        for text, parameters in statements:
            start = time.perf_counter()
            replay(self.bare, [(text, parameters)])
            took = (time.perf_counter() - start) * 1000
            told.append(f"{took:.2f} ms: {text[:160]}")
            if took > SLOW_MILLISECONDS and text.lstrip().upper().startswith("SELECT"):
                cursor = self.bare.execute(f"EXPLAIN (ANALYZE, BUFFERS) {text}", parameters)
                told += ["    " + row[0] for row in cursor.fetchall()]
        return told

    def submit(self) -> float:
        return self._submissions_here().submit()

    def bare_submit(self) -> float:
        return self._submissions_here().bare()

    def submit_statements(self) -> str:
        return self._submissions_here().statements()

    def session(self, username: str) -> str:
        """The cookie of a signed-in user."""
        return str(self._client(username).cookies["sessionid"].value)

    def path(self, name: str) -> str:
        from bench.pages import BY_NAME

        return BY_NAME[name].address()

    @contextmanager
    def captured(self) -> Iterator[list[Statement]]:
        """What Django sends to the server inside the block."""
        found: list[Statement] = []

        def note(execute: Any, text: Any, parameters: Any, many: bool, context: Any) -> Any:
            for one in parameters if many else [parameters]:
                found.append((str(text), one))
            return execute(text, parameters, many, context)

        with self.connection.execute_wrapper(note):
            yield found

    def _submissions_here(self) -> Any:
        from bench.submission import Submissions

        self._submissions = self._submissions or Submissions(self)
        return self._submissions

    def _client(self, username: str) -> Any:
        from django.contrib.auth import get_user_model
        from django.test import Client

        client = Client()
        if username:
            client.force_login(get_user_model().objects.get(username=username))
        return client

    def _page(self, name: str) -> tuple[Callable[[], Any], list[Statement]]:
        from bench.pages import BY_NAME

        if name not in self._ready:
            page = BY_NAME[name]
            client, address, posted = self._client(page.username), page.address(), page.posted

            def opened() -> Any:
                return client.post(address, posted) if posted else client.get(address)

            self._ready[name] = (opened, [])
        return self._ready[name]


def _is_list(name: str) -> bool:
    from bench.pages import BY_NAME

    return BY_NAME[name].is_list


def replay(connection: psycopg.Connection[Any], statements: list[Statement]) -> None:
    with connection.cursor() as cursor:
        for text, parameters in statements:
            cursor.execute(text, parameters)  # type: ignore[arg-type] # made by Django
            if cursor.description is not None:
                cursor.fetchall()


def main() -> None:
    django.setup()
    probe = Probe()
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", buffering=1)
    # What pages print (a text message to the console) must not come between the answers.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    for line in sys.stdin:
        command, *arguments = json.loads(line)
        print(json.dumps(getattr(probe, command)(*arguments)), file=answers)


if __name__ == "__main__":
    main()
