"""Set up what a task needs on this machine. The standard library only: nothing is installed yet.

bootstrap   `python3 tasks.py TASK`: prepare the machine, then run the task with Invoke
system      system libraries and Debian packages
venv        .venv: the locked packages, installed once
commands    run an installer, report its errors
npm         validators and reading systems from npm, on request
arguments   the command line, before Invoke reads it
"""
