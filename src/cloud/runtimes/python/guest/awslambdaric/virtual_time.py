"""Waiting, on the clock of the simulated account. The interpreter's own clocks read that clock already."""

import asyncio
import math
import random
import time

from awslambdaric import door

_FOREVER = 1e9


def sleep(seconds, /):
    """Delay execution for a given number of seconds."""
    seconds = float(seconds)
    if math.isnan(seconds):
        raise ValueError("Invalid value NaN (not a number)")
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    if seconds > _FOREVER:
        raise OverflowError("timestamp too large to convert to C PyTime_t")
    door.ask("sleep", ms=seconds * 1000)


class _Selector:
    """Nothing ever comes in from outside: what a loop waits for is its next timer."""

    def select(self, timeout=None):
        sleep(_FOREVER if timeout is None else max(0, timeout))
        return []

    def close(self):
        pass


class EventLoop(asyncio.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self._selector = _Selector()

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass


class _Policy(asyncio.events._BaseDefaultEventLoopPolicy):
    _loop_factory = EventLoop


def set_up():
    time.sleep = sleep
    asyncio.events._set_event_loop_policy(_Policy())
    random.seed()
