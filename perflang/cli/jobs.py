"""Publications in several processes: each writes its own outputs, and outcomes come back in order.

What is sent back are findings and the texts that they are about, never trees or models: to send those costs more
than to make them.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from pathlib import Path

from perflang.cli.publishing import FAILED, Order, Outcome, Work, publish
from perflang.cli.session import USAGE
from perflang.cli.sharing import portions
from perflang.diagnostics import Diagnostic
from perflang.source import refused
from perflang.workspace import Found

_ENDS = (signal.SIGINT, signal.SIGTERM)


def published_by(
    jobs: int, order: Order, work: Sequence[Work], weights: Sequence[int]
) -> Iterator[Outcome]:
    """The outcomes of ``work`` in its order; the last one is a failure where a process has died."""
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    done = 0
    pool = ProcessPoolExecutor(jobs, context, _begin, (order, tuple(work)))
    try:
        made: dict[int, Future[dict[int, Outcome]]] = {}
        for portion in portions(weights, jobs):
            made |= dict.fromkeys(portion, pool.submit(_publish, portion))
        for done in range(len(work)):
            yield made.pop(done).result()[done]
    except BrokenProcessPool:
        target = work[done][1]
        reason = refused(
            "有一个工作进程意外结束了，可能是内存不够，从这个起没有编完；可以用 --jobs 1 再试",
            "a process ended unexpectedly, perhaps for want of memory; from here on nothing is sure. "
            "Try --jobs 1",
        )
        path = target.as_posix() if target else "-"
        yield Outcome(FAILED, USAGE, found=(Diagnostic("PF107", path, values=reason),))
    finally:
        pool.shutdown(cancel_futures=True)


# What a process works on; it is handed over once, when the process starts.
_work: tuple[Order, tuple[Work, ...]] | None = None


def _begin(order: Order, work: tuple[Work, ...]) -> None:
    global _work  # noqa: PLW0603 - a process has no other place to keep what it starts with
    _work = order, work
    gc.freeze()  # to look for garbage in what it was born with would make its own copy of all that
    _wait_for_work()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _publish(numbers: list[int]) -> dict[int, Outcome]:
    """Some publications by their numbers."""
    assert _work is not None
    order, work = _work
    return {number: _publish_one(order, *work[number]) for number in numbers}


def _publish_one(order: Order, one: Found, target: Path | None) -> Outcome:
    """One publication. Ctrl-C, and the end of all when one process has died, wait until no half of it is left."""
    try:
        for sign in _ENDS:
            signal.signal(sign, _break_off)
        return publish(order, one, target)
    except KeyboardInterrupt:
        os._exit(130)
    finally:
        _wait_for_work()


def _break_off(_sign: int, _frame: object) -> None:
    """End what is being done; another signal does not disturb the tidying up."""
    for sign in _ENDS:
        signal.signal(sign, _unheard)
    raise KeyboardInterrupt


def _wait_for_work() -> None:
    """Between two publications Ctrl-C is the business of the process that hands out the work."""
    signal.signal(signal.SIGINT, _unheard)
    signal.signal(signal.SIGTERM, lambda *_: os._exit(143))


def _unheard(_sign: int, _frame: object) -> None:
    """Not ``SIG_IGN``: Python complains where that is set while a signal is on its way."""
