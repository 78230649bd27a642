"""The editions that come with the program: what they say of their sources."""
