"""Runs command lines of GTO in one process: starting it takes a second each time.

Reads a list of jobs, {repository, lines: [{words, at}]}, as JSON from standard input, and prints for each what
became of its lines (exit codes) and what `gto show`, `gto show NAME` and `gto history` say in the end.
"""

import json
import os
import sys

from click.testing import CliRunner
from gto.cli import app

os.environ.update(GIT_COMMITTER_NAME="Gil", GIT_COMMITTER_EMAIL="gil@example.com")


def run(repository, words):
    return CliRunner().invoke(app, [words[0], "--repo", repository, *words[1:]])


def ask(repository, *words):
    result = run(repository, [words[0], "--json", *words[1:]])
    if result.exit_code != 0:
        sys.exit(f"gto {' '.join(words)} in {repository}: {result.output} {result.exception!r}")
    return json.loads(result.stdout)


answers = []
for job in json.load(sys.stdin):
    repository = job["repository"]
    codes = []
    for line in job["lines"]:
        os.environ["GIT_COMMITTER_DATE"] = f"{line['at']} +0000"
        codes.append(run(repository, line["words"]).exit_code)
    show = ask(repository, "show")
    versions = {name: ask(repository, "show", name) for name in show}
    answers.append({"codes": codes, "show": show, "versions": versions, "history": ask(repository, "history")})
json.dump(answers, sys.stdout)
