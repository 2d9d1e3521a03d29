"""Readers of running text: what can be parsed for certain, each with its place; everything else stays unread."""
