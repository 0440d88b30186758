"""The program's version; part of every index's fingerprint."""

from __future__ import annotations

VERSION = "0.1.0"
