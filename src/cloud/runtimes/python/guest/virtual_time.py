"""Waiting, on the clock of the simulated account. The interpreter's own clocks read that clock already."""

import random
import time

import door


def sleep(seconds, /):
    """Delay execution for a given number of seconds."""
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    door.ask("sleep", ms=float(seconds) * 1000)


def set_up():
    time.sleep = sleep
    random.seed()
