"""`python3 -m dev COMMAND`. An old Python must be able to read this file: it says so."""

import os
import shutil
import sys

OLDEST = (3, 11)


def python_problem(version):
    """What is wrong with a Python of this version: two sentences and a command, or nothing."""
    if tuple(version[:2]) >= OLDEST:
        return None
    return (
        "✗ 需要 Python {0}.{1} 或更高版本，当前是 {2}.{3}。\n"
        "  Python {0}.{1} or newer is needed; this is {2}.{3}.\n"
        "  解决办法 / To mend it:\n"
        "    apt-get install python3.11 python3.11-venv   # Debian, Ubuntu\n"
        "    brew install python@3.12                     # macOS\n"
        "    make run PYTHON=/path/to/python3.12".format(*OLDEST, *version[:2])
    )


def newer_python():
    """The path of a newer Python on this machine, or nothing."""
    for minor in range(14, OLDEST[1] - 1, -1):
        found = shutil.which("python3." + str(minor))
        if found:
            return found
    return None


def main():
    """Hand over to the commands, with a Python that can read them."""
    problem = python_problem(sys.version_info)
    if problem:
        newer = newer_python()
        if newer:
            os.execv(newer, [newer, "-m", "dev"] + sys.argv[1:])  # noqa: RUF005, S606
        sys.stderr.write(problem + "\n")
        return 2
    from dev.commands import run_command

    return run_command(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
