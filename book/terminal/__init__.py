"""What a person sees on the terminal.

`progress` shows the events of a build, `report` the results of the other tasks.
"""
