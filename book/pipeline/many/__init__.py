"""Many editions at once.

`jobs` packs an edition as values and builds it anywhere, `pool` is this machine's processes,
`cluster` the workers of a Dask cluster, `dispatch` gives them jobs and publishes what comes back.
"""
