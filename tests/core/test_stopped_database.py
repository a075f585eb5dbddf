"""The database is stopped: the page says so, keeps what was acknowledged and loses nothing."""

import json
import os
import subprocess
import sys

from dev.paths import ROOT
from dev.sockets import free_port

#: Asks a process whose database is a closed port, and prints what it answers.
QUESTIONS = """
import json, os
import django
django.setup()
from django.test import Client
client = Client(raise_request_exception=False)
answers = []
for method, path, data in json.loads(os.environ["QUESTIONS"]):
    answer = getattr(client, method)(path, data)
    answers.append([answer.status_code, answer.headers.get("Retry-After"), answer.content.decode()])
print(json.dumps(answers))
"""


def ask(*questions, mode="test"):
    url = f"postgresql://nobody:nothing@127.0.0.1:{free_port()}/nothing"  # pragma: allowlist secret
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "GONGYUAN_MODE": mode,
        "GONGYUAN_DATABASE_URL": url,
        "QUESTIONS": json.dumps(questions),
    }
    done = subprocess.run(
        [sys.executable, "-c", QUESTIONS],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_a_form_sent_while_the_database_is_stopped_gets_a_page_that_says_what_to_do():
    sign_in = {"login": "somebody", "password": "long-enough-password"}  # pragma: allowlist secret
    posted, health = ask(["post", "/accounts/login/", sign_in], ["get", "/healthz", {}])

    assert posted[0] == 503
    assert posted[1] == "10"
    assert "数据库暂停服务" in posted[2]
    assert "已经提示成功的内容都在" in posted[2]
    assert health[0] == 503
    assert json.loads(health[2]) == {"database": "down"}
