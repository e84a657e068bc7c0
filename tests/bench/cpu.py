"""CPU seconds that processes have used, as the Linux kernel counts them."""

import os
from pathlib import Path

TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


def family(pid: int) -> set[int]:
    """Return a process and all its descendants."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                parents[int(entry.name)] = int(_fields(int(entry.name))[1])
            except (FileNotFoundError, ProcessLookupError):
                continue  # it ended while we looked
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def seconds(pids: set[int]) -> float:
    """Return user and system time of these processes together."""
    ticks = sum(sum(map(int, _fields(pid)[11:13])) for pid in pids)
    return ticks / TICKS_A_SECOND


def _fields(pid: int) -> list[str]:
    """Return the fields of /proc/PID/stat after the name: state, parent, … (proc(5))."""
    text = Path(f"/proc/{pid}/stat").read_text()
    return text.rpartition(")")[2].split()
