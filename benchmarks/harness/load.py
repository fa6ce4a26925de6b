"""wrk, which makes the load, and pgbench, which asks the database alone."""
import json
import os
import pathlib
import re
import resource
import subprocess
import tempfile
import time

from harness import figures, http, processes
from harness.postgres import for_pgbench

LUA = pathlib.Path(__file__).resolve().parent.parent / "lua"


class Failed(Exception):
    """The load generator itself did."""


def children_cpu():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def costs(measured_cpu, action):
    """What the action found, with what it cost whom. measured_cpu: CPU seconds so far of what is measured, or None."""
    begin, busy, child, served = time.monotonic(), processes.busy_seconds(), children_cpu(), measured_cpu()
    found = action()
    seconds = time.monotonic() - begin
    busy, child = processes.busy_seconds() - busy, children_cpu() - child
    if served is not None:
        served = measured_cpu() - served
        # With a warm-up of its own, more was done than is measured.
        paid_for = found.pop("paid_for", found.get("done"))
        if paid_for:
            found["cpu_s_per_1000"] = served / paid_for * 1000
        found["others_cpu"] = max(0.0, busy - child - served) / seconds / os.cpu_count()
    found["generator_cpu"] = child / seconds / os.cpu_count()
    return found


def parse_wrk(text):
    """The lines that the Lua scripts write at the end."""
    result = re.search(r"^RESULT (\{.*\})$", text, re.M)
    if not result:
        raise Failed(text[-2000:])
    samples = {name: [int(v) for v in values.split(",")]
               for name, values in re.findall(r"^SAMPLES (\w+) ([\d,]+)$", text, re.M)}
    refusal = re.search(r"^REFUSAL (.*)$", text, re.M)
    return json.loads(result[1]), samples, refusal and refusal[1]


def wrk(url, headers, clients, seconds, script, threads, arguments=()):
    command = ["wrk", "-t", str(threads), "-c", str(clients), "-d", f"{max(1, round(seconds))}s", "--timeout", "60s",
               "-s", str(LUA / script)]
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    command += [url, "--", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(f"wrk ended with {done.returncode}: {done.stderr}{done.stdout}")
    return parse_wrk(done.stdout)


def read(url, headers, clients, seconds):
    """One address, by as many clients; two threads are enough for all of them. Every answer has to be a whole one."""
    status, _, body = http.call("GET", url, headers, timeout=300)
    if status != 200:
        raise Failed(f"{url}: {status} {body[:300]}")
    result, _, _ = wrk(url, headers, clients, seconds, "read.lua", min(2, clients))
    good = result["requests"] - result["refused"]
    if result["bytes"] < good * len(body):
        raise Failed(f"{url}: {good} answers of {len(body)} bytes cannot be {result['bytes']} bytes")
    return {
        "done": good,
        "per_second": rate(good, clients, result),
        "p50_ms": result["p50"] / 1000, "p99_ms": result["p99"] / 1000, "p999_ms": result["p999"] / 1000,
        "max_ms": result["max"] / 1000,
        "bytes": result["bytes"],
        "refused": result["refused"], "broken": result["broken"],
    }


def rate(good, clients, result):
    """Answers a second. Of few, what was unfinished at the end would be a large part: then by the time that one takes."""
    if 0 < good < 20 * clients and result.get("mean"):
        return clients / result["mean"] * 1e6 * good / result["requests"]
    return good / result["microseconds"] * 1e6


def clients(url, headers, count, seconds, scenario, counts, **options):
    """Clients that go on depending on answers; counts: which of their samples is one thing done."""
    arguments = [f"scenario={scenario}"] + [f"{name}={value}" for name, value in options.items() if value is not None]
    result, samples, refusal = wrk(url, headers, count, seconds, "clients.lua", count, arguments)
    taken = samples.get(counts, [])
    found = {
        "done": len(taken),
        "per_second": len(taken) / max(result["microseconds"], 1) * 1e6,
        **figures.latencies(taken),
        "refused": result["refused"], "broken": result["broken"],
    }
    for name, values in samples.items():
        if name != counts:
            found.update({f"{name}_{figure}": value for figure, value in figures.latencies(values).items()}
                         if name != "missed" else {"missed": len(values)})
    if refusal:
        found["refusal"] = refusal
    return found


def pgbench(postgres, statements, connections, seconds):
    """The statements of one request as one script, prepared."""
    lines, variables = [], {}
    for number, statement in enumerate(statements):
        line, values = for_pgbench(statement.sql, statement.parameters, number)
        lines.append(line)
        variables.update(values)
    with tempfile.TemporaryDirectory() as folder:
        script = pathlib.Path(folder, "script.sql")
        script.write_text("\n".join(lines) + "\n")
        command = ["pgbench", "-n", "-M", "prepared", "-c", str(connections), "-j", str(min(2, connections)),
                   "-T", str(max(1, round(seconds))), "-f", str(script), "--log", f"--log-prefix={folder}/log"]
        for name, value in variables.items():
            command += ["-D", f"{name}={value}"]
        done = subprocess.run(command, env=postgres.environment(), capture_output=True, text=True, check=False)
        if done.returncode:
            raise Failed(done.stderr)
        rate = re.search(r"tps = ([\d.]+) \(without initial", done.stdout)
        count = re.search(r"number of transactions actually processed: (\d+)", done.stdout)
        taken = []
        for log in pathlib.Path(folder).glob("log.*"):
            with open(log, encoding="ascii") as rows:
                taken.extend(int(row.split()[2]) for row in rows)
    return {"done": int(count[1]), "per_second": float(rate[1]), **figures.latencies(taken), "refused": 0, "broken": 0}
