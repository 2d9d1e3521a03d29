"""The report as it prints: on the screen, on paper, and as PDF."""
