"""Sets up, measures round by round, and reports."""
import argparse
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile

from harness import plan, report
from harness.bench import Bench

BENCHMARKS = pathlib.Path(__file__).resolve().parent.parent
ROOT = BENCHMARKS.parent
FLAGS = "--sun-misc-unsafe-memory-access=allow -Xmx512m -XX:+UseParallelGC -XX:+ExitOnOutOfMemoryError"


def parser():
    names = ", ".join([read.name for read in plan.READS] + list(dict.fromkeys(
        label.split("@")[0] for label in plan.WRITES + plan.LOGS + plan.ONCE)) + ["start"])
    p = argparse.ArgumentParser(
        prog="benchmarks/run", formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Builds the standalone, starts it on loopback with data folders of its own, and measures it beside its limits.",
        epilog=f"workloads: {names}\nWith a Keystone, OS_USERNAME, OS_PASSWORD, OS_PROJECT_NAME and their domains say who asks.")
    p.add_argument("--rounds", type=int, help="interleaved rounds (5)")
    p.add_argument("--seconds", type=float, help="of each measurement in each round (10)")
    p.add_argument("--warm-up", type=float, help="seconds of each measurement before the first round (as --seconds)")
    p.add_argument("--sizes", help="group snapshots in the lists, by commas (1000,1000000)")
    p.add_argument("--instances", help="instances of share snapshots for each of the sizes, by commas (1000,100000)")
    p.add_argument("--made", help="group snapshots that are made before anything is written, by commas (none)")
    p.add_argument("--events", help="in the log that views are made again from (1000000)")
    p.add_argument("--backlog", help="events that are published at once (100000)")
    p.add_argument("--requests", help="of endurance (1000000)")
    p.add_argument("--quick", action="store_true", help="2 rounds of 2 s, and small numbers of everything: to see that it works")
    p.add_argument("--only", help="workloads by commas: create, detail@8, create@*; all others are left out")
    p.add_argument("--no-limits", action="store_true", help="leave out pgbench, plain JDBC and the empty handler")
    p.add_argument("--list", action="store_true", help="print the workloads and end")
    p.add_argument("--java", help="a JDK 25's java; otherwise JAVA_HOME's, or one below /usr/lib/jvm")
    p.add_argument("--flags", default=FLAGS, help="of the service's JVM (%(default)s)")
    p.add_argument("--setting", action="append", default=[], metavar="NAME=VALUE", help="a setting of the service; repeatable")
    p.add_argument("--no-build", action="store_true", help="measure the jars that are there")
    p.add_argument("--folder", help="for data while it runs (a new one in the system's folder for such)")
    p.add_argument("--keep", action="store_true", help="leave that folder there")
    p.add_argument("--results", default=str(BENCHMARKS / "results"), help="where the JSON goes (%(default)s)")
    real = p.add_argument_group("the real services, already running")
    real.add_argument("--cinder", help="its address, without /v3")
    real.add_argument("--manila", help="its address, without /v2")
    real.add_argument("--keystone", help="ours and theirs check tokens with it")
    real.add_argument("--peer-processes", default="", metavar="LIST",
                      help="their processes, for CPU: numbers or patterns of files with numbers, by commas")
    return p


def options_of(arguments):
    options = parser().parse_args(arguments)
    quick = options.quick
    options.rounds = options.rounds or (2 if quick else 5)
    options.seconds = options.seconds or (2.0 if quick else 10.0)
    options.warm_up = options.seconds if options.warm_up is None else options.warm_up
    options.sizes = numbers(options.sizes or ("1000,20000" if quick else "1000,1000000"))
    instances = numbers(options.instances or ("1000,5000" if quick else "1000,100000"))
    options.instances = [instances[min(i, len(instances) - 1)] for i in range(len(options.sizes))]
    options.made = numbers(options.made) if options.made else [None]
    options.events = numbers(options.events or ("20000" if quick else "1000000"))[0]
    options.backlog = numbers(options.backlog or ("5000" if quick else "100000"))[0]
    options.requests = numbers(options.requests or ("5000" if quick else "1000000"))[0]
    options.only = [one.strip() for one in options.only.split(",")] if options.only else []
    options.peer_processes = [one for one in options.peer_processes.split(",") if one]
    options.flags = options.flags.split()
    if (options.cinder or options.manila) and not options.keystone:
        raise SystemExit("--cinder and --manila need --keystone, for a token that they take")
    return options


def numbers(text):
    return [int(one.replace("_", "")) for one in text.split(",")]


def find_java(given):
    candidates = [given] if given else [
        *(os.path.join(os.environ[name], "bin", "java") for name in ("JAVA25_HOME", "JAVA_HOME") if os.environ.get(name)),
        *sorted(str(path) for path in pathlib.Path("/usr/lib/jvm").glob("*25*/bin/java")), shutil.which("java")]
    for candidate in candidates:
        if candidate and pathlib.Path(candidate).exists():
            said = subprocess.run([candidate, "-version"], capture_output=True, text=True, check=False).stderr
            if re.search(r'version "25[."]', said):
                return candidate
    raise SystemExit("A JDK 25 is needed: --java, or JAVA_HOME")


def need(programs):
    missing = [name for name in programs if not shutil.which(name)]
    if missing:
        raise SystemExit(f"{', '.join(missing)} is missing; benchmarks/README.md says which packages have it")


def main(arguments):
    options = options_of(arguments)
    if options.list:
        for label in labels():
            if plan.wanted(label, options.only):
                print(label)
        return 0
    need(["wrk", "psql", "pgbench"])
    java = find_java(options.java)
    if not options.no_build:
        maven = os.environ.get("MVN", "mvn").split()
        subprocess.run([*maven, "-q", "-DskipTests", "-pl", "standalone,benchmarks", "-am", "package"], cwd=ROOT, check=True)
    folder = pathlib.Path(options.folder or tempfile.mkdtemp(prefix="snapledger-benchmarks-")).resolve()
    results = report.Results({**report.environment(ROOT, options), "ended": "early, so there may be fewer rounds"})
    bench = Bench(options, java, ROOT, folder, results)
    # Told to end, it ends what it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        bench.run()
        results.about["ended"] = "as planned"
    except KeyboardInterrupt:
        print("stopped: what was measured follows", file=sys.stderr)
    finally:
        bench.stop()
        if not options.keep and not options.folder:
            shutil.rmtree(folder, ignore_errors=True)
        if results.rounds:
            print(results.as_table())
            print(f"\n{results.write(options.results)}")
    return 0


def labels():
    yield "start@1"
    for read in plan.READS:
        for clients in read.clients:
            yield f"{read.name}@{clients}"
    yield from plan.WRITES + plan.LOGS + plan.ONCE
