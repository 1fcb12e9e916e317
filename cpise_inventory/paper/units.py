"""Lengths on paper."""

MM = 72 / 25.4
"""A millimetre in points."""
