"""The example workflow: it can be read, its actions are pinned, its commands are tasks."""

import re

import yaml

import tasks
from tests.conftest import ROOT

WORKFLOW = ROOT / ".github" / "workflows" / "pages.yml.example"


def test_the_actions_are_pinned_and_the_commands_are_tasks() -> None:
    jobs = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"]
    steps = [step for job in jobs.values() for step in job["steps"]]
    actions = [step["uses"] for step in steps if "uses" in step]
    assert len(actions) == 3
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", action) for action in actions)
    commands = [step["run"].split() for step in steps if "run" in step]
    assert all(command[:2] == ["python3", "tasks.py"] for command in commands)
    assert all(hasattr(tasks, command[2]) for command in commands)
    assert jobs["build"]["permissions"] == {"contents": "read"}
