"""What processes cost: CPU seconds and resident memory, as the kernel counts them."""
import os
import pathlib
import time

TICKS = os.sysconf("SC_CLK_TCK")


def parse_stat(text):
    """The parent, and the CPU seconds of a process with those of its children that ended."""
    fields = text.rsplit(")", 1)[1].split()
    return int(fields[1]), sum(int(field) for field in fields[11:15]) / TICKS


def parse_pss(text):
    """Bytes of memory that belong to a process: what several share is counted once over all of them."""
    for line in text.splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    raise ValueError("no Pss in smaps_rollup")


def snapshot():
    """Every process: pid -> (parent, CPU seconds)."""
    processes = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                processes[int(entry.name)] = parse_stat((entry / "stat").read_text())
            except (FileNotFoundError, ProcessLookupError):
                continue
    return processes


def tree(roots, processes):
    """The roots and all that descend from them."""
    children = {}
    for pid, (parent, _) in processes.items():
        children.setdefault(parent, []).append(pid)
    found, waiting = set(), [pid for pid in roots if pid in processes]
    while waiting:
        pid = waiting.pop()
        if pid not in found:
            found.add(pid)
            waiting.extend(children.get(pid, []))
    return found


def cpu_seconds(roots):
    """Of whole trees. Children that ended count, since they are added to who waited for them."""
    processes = snapshot()
    return sum(processes[pid][1] for pid in tree(roots, processes))


def pss(roots):
    """Resident memory of whole trees, in bytes."""
    total = 0
    for pid in tree(roots, snapshot()):
        try:
            total += parse_pss(pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text())
        except (FileNotFoundError, ProcessLookupError):
            continue
    return total


def await_quiet(share=0.15, seconds=30, look=0.5, busy=None):
    """Until no more than that share of all cores is used; whether that came within the time."""
    busy = busy or busy_seconds
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        before, begin = busy(), time.monotonic()
        time.sleep(look)
        if (busy() - before) / (time.monotonic() - begin) / os.cpu_count() <= share:
            return True
    return False


def busy_seconds():
    """CPU seconds that the whole machine has spent on anything."""
    with open("/proc/stat", encoding="ascii") as stat:
        user, nice, system, _, _, irq, softirq, *_ = (int(v) for v in stat.readline().split()[1:])
    return (user + nice + system + irq + softirq) / TICKS
