"""What the tasks of tasks.py do: call the pipeline, and show the result on the terminal.

Every command imports what it needs when it runs, so that `inv --list` and an idle build stay fast.
"""
