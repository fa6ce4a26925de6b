"""What is measured, in which order, and what is held against what."""
import fnmatch
from dataclasses import dataclass
from typing import Callable, Optional

OURS = "ours"
SELECT, BYTES, ROWS, ALL_ROWS = "same select", "same bytes", "same rows", "same rows, until available"
CINDER, MANILA = "cinder", "manila"


@dataclass
class Measurement:
    """One figure of one subject; several subjects of the same workload are measured one after the other."""

    workload: str
    clients: int
    rows: Optional[int]
    subject: str
    run: Callable
    warm_up: bool = True

    @property
    def label(self):
        return f"{self.workload}@{self.clients}"


def wanted(label, only):
    """Whether a workload was asked for, by its name, with its clients, or by a pattern."""
    name = label.split("@")[0]
    return not only or any(fnmatch.fnmatch(label, one) or fnmatch.fnmatch(name, one) for one in only)


@dataclass(frozen=True)
class Read:
    """A workload that asks one address again and again."""

    name: str
    clients: tuple
    api: str
    path: str
    peer: bool = True
    limit: bool = True


READS = (
    Read("list", (8,), "block", "/group_snapshots?limit=50"),
    Read("detail", (1, 8, 32), "block", "/group_snapshots/detail?limit=50"),
    Read("show", (8,), "block", "/group_snapshots/{middle}"),
    Read("marker", (8,), "block", "/group_snapshots/detail?limit=50&marker={middle}", peer=False),
    Read("filtered", (8,), "block", "/group_snapshots/detail?limit=50&status=available", peer=False),
    Read("named", (8,), "block", "/group_snapshots/detail?limit=50&name=row-{half}", peer=False),
    Read("sorted", (8,), "block", "/group_snapshots/detail?limit=50&sort=name:asc", peer=False),
    Read("instances", (1,), "files", "/snapshot-instances/detail"),
    Read("instance", (8,), "files", "/snapshot-instances/{instance}"),
)

CREATE_CLIENTS = (1, 8, 32, 128)
RAW_CONNECTIONS = (1, 8, 32)
PEER_WRITE_CLIENTS = (1, 8)
WRITES = tuple(f"create@{n}" for n in CREATE_CLIENTS) + ("available@1", "reset@8", "delete@8", "mixed95@8", "mixed50@8", "lag@8")

COPY = "copy of the rows"
REBUILT = ("group-snapshot", "snapshot", "status-change", "statistics")
LOGS = tuple(f"rebuild-{view}@1" for view in REBUILT) + ("publish@1",)
# Not in rounds: each is as long as all rounds of another.
ONCE = ("large-list@1", "endurance@8")


@dataclass
class Goal:
    """A figure, or a ratio to another subject, that is to be reached."""

    label: str
    what: str
    bound: float
    at_least: bool = True
    against: Optional[str] = None

    def text(self):
        sign = "≥" if self.at_least else "≤"
        return f"{sign} {self.bound:g}" + (f" × {self.against}" if self.against else "")

    def met(self, value):
        return value >= self.bound if self.at_least else value <= self.bound


GOALS = (
    Goal("detail@8", "per_second", 100, against=CINDER),
    Goal("detail@8", "per_second", 0.4, against=SELECT),
    Goal("show@8", "per_second", 25, against=CINDER),
    Goal("instances@1", "per_second", 500, against=MANILA),
    Goal("instance@8", "per_second", 50, against=MANILA),
    Goal("list@8", "per_second", 0.9, against="fewest rows"),
    Goal("detail@8", "per_second", 0.9, against="fewest rows"),
    Goal("marker@8", "per_second", 0.9, against="fewest rows"),
    Goal("filtered@8", "per_second", 0.9, against="fewest rows"),
    Goal("named@8", "per_second", 0.9, against="fewest rows"),
    Goal("sorted@8", "per_second", 0.9, against="fewest rows"),
    Goal("create@1", "p50_ms", 10, at_least=False),
    Goal("create@32", "per_second", 0.4, against=ROWS),
    Goal("create@32", "p99_ms", 100, at_least=False),
    Goal("available@1", "p50_ms", 35, at_least=False),
    Goal("create@8", "visible_p50_ms", 5, at_least=False),
    Goal("create@8", "visible_p99_ms", 25, at_least=False),
    *(Goal(f"rebuild-{view}@1", "per_second", 50_000) for view in REBUILT),
    *(Goal(f"rebuild-{view}@1", "per_second", 0.25, against=COPY) for view in REBUILT),
    Goal("publish@1", "per_second", 10_000),
    Goal("lag@8", "p99_ms", 100, at_least=False),
    Goal("large-list@1", "extra_mib", 64, at_least=False),
    Goal("start@1", "script_ready_s", 8, at_least=False),
    Goal("start@1", "pss_mib", 900, at_least=False),
    Goal("start@1", "script_pss_mib", 900, at_least=False),
)
