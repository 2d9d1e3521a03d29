"""Questions to the clerk."""
