"""The workspace file: SQLite through SQLAlchemy. Knows nothing of the desktop; plain records cross its border."""
