"""What is measured: something that speaks the two APIs, ours or the real ones."""
import concurrent.futures
import os
import pathlib
import signal
import socket
import subprocess
import time
from dataclasses import dataclass, field

from harness import http, processes
from harness.postgres import Postgres

BLOCK = {"OpenStack-API-Version": "volume 3.70"}
FILES = {"X-OpenStack-Manila-API-Version": "2.70"}


@dataclass
class Identity:
    """Who asks: a token, and the project it is for."""

    token: str
    project: str


@dataclass
class Service:
    """Where both APIs are, and which processes answer."""

    name: str
    cinder: str
    manila: str
    identity: Identity
    roots: list = field(default_factory=list)

    @property
    def block(self):
        return f"{self.cinder.rstrip('/')}/v3/{self.identity.project}"

    @property
    def files(self):
        return f"{self.manila.rstrip('/')}/v2"

    @property
    def block_headers(self):
        return {"X-Auth-Token": self.identity.token, **BLOCK}

    @property
    def files_headers(self):
        return {"X-Auth-Token": self.identity.token, **FILES}

    def cpu_seconds(self):
        return processes.cpu_seconds(self.roots) if self.roots else None

    def cinder_ask(self, method, path, body=None):
        return http.ask(method, self.block + path, self.block_headers, body)

    def manila_ask(self, method, path, body=None):
        return http.ask(method, self.files + path, self.files_headers, body)

    def await_status(self, ask, path, kind, status="available"):
        def stands():
            current = ask("GET", path)[kind]["status"]
            if current == "error" and status != "error":
                raise http.Refused(f"{path} is in error")
            return current == status
        http.until(f"{path} being {status}", stands)


class Ground:
    """What there has to be before a group snapshot or an instance of a share's snapshot can be made."""

    def __init__(self, service):
        self.service = service
        self.group = None
        self.share = None

    def lay_block(self):
        service, stamp = self.service, time.time_ns()
        volume_type = service.cinder_ask("POST", "/types", {"volume_type": {"name": f"bench-{stamp}"}})["volume_type"]["id"]
        group_type = service.cinder_ask("POST", "/group_types", {"group_type": {"name": f"bench-{stamp}"}})["group_type"]["id"]
        self.group = service.cinder_ask("POST", "/groups", {"group": {
            "name": "bench", "group_type": group_type, "volume_types": [volume_type]}})["group"]["id"]
        service.await_status(service.cinder_ask, f"/groups/{self.group}", "group")
        volume = service.cinder_ask("POST", "/volumes", {"volume": {
            "size": 1, "name": "bench", "volume_type": volume_type, "group_id": self.group}})["volume"]["id"]
        service.await_status(service.cinder_ask, f"/volumes/{volume}", "volume")
        return self

    def lay_files(self):
        service = self.service
        status, _, _ = http.call("GET", service.files + "/types/default", service.files_headers)
        share = {"share_proto": "NFS", "size": 1, "name": "bench"}
        if status != 200:
            share["share_type"] = service.manila_ask("POST", "/types", {"share_type": {
                "name": f"bench-{time.time_ns()}",
                "extra_specs": {"driver_handles_share_servers": "False", "snapshot_support": "True"}}})["share_type"]["id"]
        self.share = service.manila_ask("POST", "/shares", {"share": share})["share"]["id"]
        service.await_status(service.manila_ask, f"/shares/{self.share}", "share")
        return self

    def group_snapshot(self, name="first"):
        made = self.service.cinder_ask("POST", "/group_snapshots", {
            "group_snapshot": {"group_id": self.group, "name": name, "description": "description of " + name}})
        found = made["group_snapshot"]["id"]
        self.service.await_status(self.service.cinder_ask, f"/group_snapshots/{found}", "group_snapshot")
        return found

    def share_snapshot(self, name="first"):
        made = self.service.manila_ask("POST", "/snapshots", {"snapshot": {"share_id": self.share, "name": name}})
        found = made["snapshot"]["id"]
        self.service.await_status(self.service.manila_ask, f"/snapshots/{found}", "snapshot")
        return found

    def instance_of(self, snapshot):
        return self.service.manila_ask("GET", f"/snapshot-instances?snapshot_id={snapshot}")["snapshot_instances"][0]["id"]


def all_group_snapshots(service, prefix="", statuses=("available", "error")):
    """Ids of those whose name begins so; page by page. As they stand by themselves, they can be deleted."""
    found, marker = [], ""
    while True:
        page = service.cinder_ask("GET", "/group_snapshots/detail?limit=1000" + marker)["group_snapshots"]
        if not page:
            return found
        found.extend(one["id"] for one in page
                     if (one["name"] or "").startswith(prefix) and one["status"] in statuses)
        marker = "&marker=" + page[-1]["id"]


def in_parallel(action, items, at_once=4):
    with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(action, items))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Standalone:
    """The built jar, started as the README says, with a data folder of its own."""

    def __init__(self, java, jar, folder, arguments=(), environment=None, flags=()):
        self.java, self.jar, self.folder = java, jar, pathlib.Path(folder)
        self.arguments, self.environment, self.flags = list(arguments), environment or {}, list(flags)
        self.process = None
        self.port = self.kafka = None
        self.postgres = Postgres(self.folder)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self, identity, launcher=()):
        """Seconds until the first request with a token was answered, a list; by the jar itself if by nothing else."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.port, kafka_port = free_port(), free_port()
        self.kafka = f"127.0.0.1:{kafka_port}"
        command = [*(launcher or [self.java, *self.flags, "-jar", str(self.jar)]), f"--server.port={self.port}",
                   f"--snapledger.kafka.port={kafka_port}", f"--snapledger.data-dir={self.folder}", *self.arguments]
        log = open(self.folder.with_suffix(".out"), "ab")
        begin = time.monotonic()
        self.process = subprocess.Popen(
            command, stdout=log, stderr=log, cwd=self.folder.parent, env={**os.environ, **self.environment})
        log.close()
        service = self.service(identity)

        def answers():
            if self.process.poll() is not None:
                raise RuntimeError(f"it ended: see {self.folder.with_suffix('.out')}")
            try:
                return http.call("GET", service.block + "/group_snapshots?limit=1", service.block_headers, timeout=5)[0] == 200
            except OSError:
                return False

        http.until("the first answer", answers, seconds=600, pause=0.02)
        return time.monotonic() - begin

    def roots(self):
        return [self.process.pid, self.postgres.pid]

    def service(self, identity, name="ours"):
        roots = self.roots() if self.postgres.is_running() else [self.process.pid]
        return Service(name, self.url, self.url, identity, roots)

    def metrics(self, identity):
        """Prometheus' lines: name with labels -> value."""
        status, _, body = http.call("GET", self.url + "/actuator/prometheus", {"X-Auth-Token": identity.token})
        if status != 200:
            raise http.Refused(f"/actuator/prometheus: {status}")
        lines = (line.rsplit(" ", 1) for line in body.decode().splitlines() if line and not line.startswith("#"))
        return {name: float(value) for name, value in lines}

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        # It ends with its service; only one whose service was killed has to be told.
        try:
            http.until("PostgreSQL's end", lambda: not self.postgres.is_running(), seconds=10)
        except TimeoutError:
            os.kill(self.postgres.pid, signal.SIGINT)
