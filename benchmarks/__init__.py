"""Measurements of the program; no part of what is installed."""
