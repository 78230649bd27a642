"""Reports for an editor's terminal, one module a task; each returns a value that rich can print."""
