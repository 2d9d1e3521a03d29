"""What stands in the tabs of the window."""
