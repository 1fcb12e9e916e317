"""The movement register: every line by which goods moved, found by whatever is asked for."""
