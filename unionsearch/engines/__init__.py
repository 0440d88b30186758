"""Storage and scoring behind one small protocol."""
