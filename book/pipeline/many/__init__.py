"""Many editions at once.

`jobs` packs one as values and makes it anywhere, `crew` are the cores of this machine, `cluster` those of others (Dask), `sender`
gives them jobs and publishes what comes back.
"""
