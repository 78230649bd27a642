"""The proof: what was read back from the outputs (`readback`) is held against the edition."""
