"""The programs that are timed, each run by its path as a process of its own."""
