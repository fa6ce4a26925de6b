"""The limits: the same rows by plain JDBC, the same bytes by an empty handler."""
import json
import os
import pathlib
import shlex
import signal
import subprocess
import time

from harness import figures, http, load, postgres, processes
from harness.service import free_port

UNWANTED = {"date", "content-length", "transfer-encoding", "connection", "keep-alive"}


class SameBytes:
    """A Spring Boot application that answers what the service answered."""

    def __init__(self, java, jar, folder, flags):
        self.java, self.jar, self.folder, self.flags = java, jar, pathlib.Path(folder), flags
        self.process = None
        self.port = None

    def remember(self, name, answer):
        status, headers, body = answer
        self.folder.mkdir(parents=True, exist_ok=True)
        kept = [{"name": key, "value": value} for key, value in headers.items() if key.lower() not in UNWANTED]
        (self.folder / f"{name}.json").write_text(json.dumps({"status": status, "headers": kept, "body": body.decode()}))

    def url(self, name):
        return f"http://127.0.0.1:{self.port}/answers/{name}"

    def start(self):
        self.port = free_port()
        names = [path.stem for path in self.folder.glob("*.json")]
        with open(self.folder.with_suffix(".out"), "ab") as log:
            self.process = subprocess.Popen(
                [self.java, *self.flags, "-jar", str(self.jar), "same-bytes", f"--server.port={self.port}",
                 f"--benchmarks.answers={self.folder}"], stdout=log, stderr=log)

        def answers():
            if self.process.poll() is not None:
                raise RuntimeError(f"the empty handler ended: see {self.folder.with_suffix('.out')}")
            try:
                return http.call("GET", self.url(names[0]))[0] == 200
            except OSError:
                return False

        http.until("the empty handler", answers)

    def cpu_seconds(self):
        return processes.cpu_seconds([self.process.pid])

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(30)


class RawDatabase:
    """A PostgreSQL with the service's own tables, programs and settings, and no service."""

    def __init__(self, standalone):
        self.folder = standalone.folder
        self.postgres = standalone.postgres
        self.command = self._command_of(self.postgres.pid)
        self.process = None

    @staticmethod
    def _command_of(pid):
        return pathlib.Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")[:-1]

    def start(self):
        command = list(self.command)
        if os.geteuid() == 0:
            # PostgreSQL does not run as root; the service does the same.
            command = ["unshare", "-U", *command]
        with open(self.folder.with_suffix(".raw.out"), "ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log)

        def answers():
            if self.process.poll() is not None:
                raise RuntimeError(f"{shlex.join(command)} ended: see {self.folder.with_suffix('.raw.out')}")
            try:
                return self.postgres.one("select 1") == "1"
            except (RuntimeError, OSError, IndexError):
                return False

        http.until("the raw database", answers)

    def cpu_seconds(self):
        return processes.cpu_seconds([self.process.pid])

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(30)


class RawWrites:
    """What one create writes, taken from PostgreSQL's log, and written again without the service."""

    def __init__(self, java, jar, folder):
        self.java, self.jar, self.folder = java, jar, pathlib.Path(folder)
        self.command, self.everything = [], []
        self.fresh, self.positions = [], []

    def listen(self, stand, ground):
        """To two creates: what both have in common stays, what only the first has is another each time."""
        seen = []
        for name in ("heard-1", "heard-2"):
            before = int(stand.postgres.one("select coalesce(max(global_index), 0) from event_log.event"))
            found, statements = stand.postgres.listen(lambda: ground.group_snapshot(name))
            after = int(stand.postgres.one("select max(global_index) from event_log.event"))
            mine = [t for t in postgres.transactions(statements) if any(s.mentions(found) for s in t)]
            seen.append((found, before, after, [[s for s in t if s.writes()] for t in mine]))
        (found, before, after, transactions), (_, _, _, others) = seen
        transactions = [t for t in transactions if t]
        ours = postgres.uuids(s for t in transactions for s in t)
        theirs = postgres.uuids(s for t in others for s in t)
        self.fresh = sorted(ours - theirs)
        self.positions = [str(n) for n in range(before + 1, after + 1)]
        types = self._types(stand.postgres)
        steps = [[self._step(s, types) for s in t] for t in transactions]
        first = next(i for i, t in enumerate(transactions)
                     if any("event_log.event" in s.sql for s in t) and any(s.mentions(found) for s in t))
        self.command, self.everything = [steps[first]], steps
        return {"of the command": [s.sql for s in transactions[first]],
                "until available": [[s.sql for s in t] for t in transactions]}

    @staticmethod
    def _types(database):
        types = {}
        for table, column, kind in database.ask(
                "select table_name, column_name, case data_type when 'ARRAY' then 'text[]' else data_type end"
                " from information_schema.columns where table_schema in ('view', 'command', 'event_log')"):
            types.setdefault(table, {})[column] = kind
        return types

    @staticmethod
    def _step(statement, types):
        sql, parameters = postgres.for_jdbc(postgres.cast_arrays(statement, types), statement.parameters)
        return {"sql": sql, "parameters": parameters}

    def measure(self, database, transactions, connections, seconds, warm_up):
        login = database.postgres
        replay = self.folder / f"replay-{time.time_ns()}.json"
        replay.write_text(json.dumps({
            "url": f"jdbc:postgresql://127.0.0.1:{login.port}/snapledger?stringtype=unspecified"
                   f"&options=-c%20search_path={login.SEARCH_PATH}",
            "user": "postgres", "password": login.password, "connections": connections,
            "warmUpSeconds": warm_up, "seconds": seconds,
            "fresh": self.fresh, "positions": self.positions, "transactions": transactions}))
        try:
            done = subprocess.run([self.java, "-Xmx512m", "-jar", str(self.jar), "raw-writes", str(replay)],
                                  capture_output=True, text=True, check=False)
        finally:
            replay.unlink()
        if done.returncode:
            reasons = [line for line in done.stderr.splitlines() if line.startswith(("Caused by", "Exception", "  "))]
            raise load.Failed("\n".join(reasons)[-3000:])
        result = json.loads(done.stdout)
        taken = result["microseconds"]
        return {"done": len(taken), "paid_for": result["carriedOut"], "per_second": len(taken) / seconds,
                **figures.latencies(taken),
                "refused": 0, "broken": 0}
