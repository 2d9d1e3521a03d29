"""The program killed at random moments, hundreds of times: `python -m tests.torture [--kills 500] [--seed N]`."""
