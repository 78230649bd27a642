"""Read the outputs back, as a stranger's program would: the proof goes by this, not by what the renderers meant."""
