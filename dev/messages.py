"""What the person at the terminal reads: progress, and refusals with the mending command."""

import os
import time

# Handed on to the processes of one command, so that all of them count from the same second.
STARTED = float(os.environ.setdefault("GONGYUAN_STARTED", str(time.time())))


class Refusal(Exception):
    """What is missing or wrong, in Chinese and English, and the commands that mend it."""

    def __init__(self, chinese: str, english: str, *commands: str) -> None:
        super().__init__(english)
        self.chinese = chinese
        self.english = english
        self.commands = commands

    def __str__(self) -> str:
        lines = [f"✗ {self.chinese}", f"  {self.english}"]
        if self.commands:
            lines.append("  解决办法 / To mend it:")
            lines += [f"    {command}" for command in self.commands]
        return "\n".join(lines)


def say(text: str) -> None:
    """One line of progress with the seconds since the start."""
    print(f"[{time.time() - STARTED:5.1f}s] {text}", flush=True)
