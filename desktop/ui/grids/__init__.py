"""The grid of an official table: model, merged header, cells, editors that are open before the first key."""
