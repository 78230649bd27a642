"""Show on localhost what is published, and the drafts of editions that are being written.

`server` is the HTTP server; its apps are `static_files` (dist/) and `preview_app` (the drafts in
build/, with `preview_events` for the stream of changes). `preview_store` reads and writes a draft.
"""
