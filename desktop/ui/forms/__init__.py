"""Single fields of a table as labelled line edits."""
