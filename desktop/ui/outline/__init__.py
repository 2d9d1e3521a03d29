"""Item trees edited in place."""
