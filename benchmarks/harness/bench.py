"""Everything that runs during a benchmark: the services measured, their limits, and the rounds over them."""
import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import sys
import time

from harness import figures, http, load, plan, postgres, processes, report
from harness.events import Log
from harness.limits import RawDatabase, RawWrites, SameBytes
from harness.peers import Peers, keystone_settings, token_of
from harness.plan import Measurement
from harness.service import Ground, Identity, Standalone, all_group_snapshots, in_parallel

UNLIMITED = ["--snapledger.quota.volumes=-1", "--snapledger.quota.snapshots=-1", "--snapledger.quota.groups=-1",
             "--snapledger.quota.gigabytes=-1", "--snapledger.quota.shared-file-system.shares=-1",
             "--snapledger.quota.shared-file-system.snapshots=-1", "--snapledger.quota.shared-file-system.gigabytes=-1",
             "--snapledger.quota.shared-file-system.snapshot-gigabytes=-1"]
MEBIBYTE = 1024 * 1024
# What may happen to one measurement, and is told beside the others.
FAILURES = (load.Failed, http.Refused, TimeoutError, RuntimeError)


def say(text):
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


class Library:
    """A standalone whose views hold as many rows as a list is asked of."""

    def __init__(self, stand, identity, rows, instances):
        self.stand, self.identity, self.rows, self.instances = stand, identity, rows, instances
        self.places = {}

    @property
    def service(self):
        return self.stand.service(self.identity)

    def fill(self):
        ground = Ground(self.service).lay_block().lay_files()
        first = ground.group_snapshot("row-1")
        snapshot = ground.share_snapshot("row-1")
        instance = ground.instance_of(snapshot)
        database = self.stand.postgres
        later = "t.created_at - n * interval '1 second'"
        for table, count, where, changes in (
                ("view.group_snapshot", self.rows - 1, f"id = '{first}'", {"name": "'row-' || n + 1"}),
                # Each instance belongs to a snapshot of its own, as it would in reality.
                ("view.share_snapshot", self.instances - 1, f"id = '{snapshot}'",
                 {"id": "md5('share snapshot ' || n)::uuid", "name": "'row-' || n + 1"}),
                ("view.share_snapshot_instance", self.instances - 1, f"id = '{instance}'",
                 {"snapshot_id": "md5('share snapshot ' || n)::uuid"})):
            if count > 0:
                changes = {"id": "gen_random_uuid()", "created_at": later, **changes}
                database.ask(database.copies(table, count, changes, where))
            database.ask(f"vacuum analyze {table}")
        database.ask("checkpoint")
        middle = database.one(
            f"select id from view.group_snapshot where project_id = '{self.identity.project}'"
            f" order by created_at desc, id desc offset {self.rows // 2} limit 1")
        self.places = {"middle": middle, "instance": instance, "half": self.rows // 2}
        return self

    def address(self, read):
        service = self.service
        return (service.block if read.api == "block" else service.files) + read.path.format(**self.places)

    def headers(self, read):
        return self.service.block_headers if read.api == "block" else self.service.files_headers

    def memory_of_a_list(self):
        """How much more the JVM has at most while it answers the longest list; what is warm was asked for before."""
        service, pid = self.service, self.stand.process.pid
        url = service.files + "/snapshot-instances/detail"
        for _ in range(3):
            http.call("GET", url, service.files_headers, timeout=600)
        before, most = processes.pss([pid]), 0
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            asked = pool.submit(http.call, "GET", url, service.files_headers, None, 600)
            while not asked.done():
                most = max(most, processes.pss([pid]))
                time.sleep(0.02)
        status, _, body = asked.result()
        if status != 200:
            raise http.Refused(f"{url}: {status}")
        return {"extra_mib": max(0, most - before) / MEBIBYTE, "jvm_pss_mib": before / MEBIBYTE,
                "answer_mib": len(body) / MEBIBYTE}

    def endure(self, clients, requests, seconds, folder):
        """Reads of all kinds until there were so many, and the memory after each part of them."""
        paths = [read.path.format(**self.places) for read in plan.READS if read.api == "block"]
        service = self.service
        file = folder / "addresses.txt"
        prefix = "/v3/" + self.identity.project
        file.write_text("\n".join(prefix + path for path in paths) + "\n")
        done, memory, refused, taken = 0, [], 0, 0.0
        while done < requests:
            found = load.clients(service.block, service.block_headers, clients, seconds, "pages", "read", file=file)
            done, refused, taken = done + found["done"], refused + found["refused"] + found["broken"], taken + seconds
            memory.append(processes.pss(self.stand.roots()) / MEBIBYTE)
            if not found["done"]:
                raise load.Failed("no request was answered")
        # The first tenth fills the heap and compiles.
        settled = memory[len(memory) // 10:]
        return {"done": done, "per_second": done / taken, "refused": refused, "pss_mib_begin": settled[0],
                "pss_mib_end": settled[-1], "pss_mib_most": max(settled), "pss_mib": [round(m, 1) for m in memory]}

    def statements(self, read):
        """What one such request has PostgreSQL execute: whatever is executed as often as it is made, twice over."""
        url, headers = self.address(read), self.headers(read)

        def ask(times):
            for _ in range(times):
                status, _, body = http.call("GET", url, headers)
                if status != 200:
                    raise http.Refused(f"{url}: {status} {body[:300]}")

        ask(10)
        _, heard = self.stand.postgres.listen(lambda: ask(11), settle=0.1)
        _, again = self.stand.postgres.listen(lambda: ask(13), settle=0.1)
        both = {s.sql for s in postgres.repeated(again, 13)}
        return [s for s in postgres.repeated(heard, 11) if s.sql in both]


class Bench:
    """Starts what was asked for, and only that."""

    def __init__(self, options, java, root, folder, results):
        self.options, self.java, self.folder, self.results = options, java, folder, results
        self.root, self.jar = root, root / "standalone/target/snapledger-standalone.jar"
        self.tools = root / "benchmarks/target/snapledger-benchmarks.jar"
        self.identity = token_of(options.keystone) if options.keystone else Identity("bench:" + "b" * 32, "b" * 32)
        self.environment = keystone_settings(options.keystone) if options.keystone else {}
        self.stands, self.peers, self.bytes, self.raw = [], None, None, None
        self.libraries, self.measurements = [], []

    def wants(self, label):
        return plan.wanted(label, self.options.only)

    def stand(self, name, *arguments):
        stand = Standalone(self.java, self.jar, self.folder / name, [*arguments, *("--" + s for s in self.options.setting)],
                           self.environment, self.options.flags)
        self.stands.append(stand)
        return stand

    def run(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.wants("start@1"):
            self.start_up()
        reads = [(read, clients) for read in plan.READS for clients in read.clients if self.wants(f"{read.name}@{clients}")]
        writes = [label for label in plan.WRITES if self.wants(label)]
        if self.options.cinder or self.options.manila:
            say("the real services: rows")
            self.peers = Peers(self.options.cinder, self.options.manila, self.identity, self.options.peer_processes)
            self.peers.prepare(self.options.sizes[0])
        once = [label for label in plan.ONCE if self.wants(label)]
        if reads or once:
            self.open_libraries()
            self.plan_reads(reads)
        if writes:
            self.plan_writes(writes)
        logs = [label for label in plan.LOGS if self.wants(label)]
        if logs:
            self.plan_logs(logs)
        self.tell_idle()
        self.rounds()
        for label in once:
            try:
                self.measure_once(label)
            except FAILURES as failure:
                self.tell_failed(label, failure)
        for stand in self.stands:
            if stand.process and stand.process.poll() is None:
                self.results.notes[f"memory of {stand.folder.name} at the end"] = \
                    f"{processes.pss(stand.roots()) / MEBIBYTE:,.0f} MiB (PSS)"

    def start_up(self):
        """On a new folder and on the one there is, with the settings that a user has."""
        measurement = Measurement("start", 1, None, plan.OURS, None)
        for number in range(1, self.options.rounds + 1):
            stand = self.stand(f"start-{number}")
            first = stand.start(self.identity)
            fresh = processes.pss(stand.roots())
            stand.stop()
            again = stand.start(self.identity)
            time.sleep(5)
            jvm, database = processes.pss([stand.process.pid]), processes.pss([stand.postgres.pid])
            stand.stop()
            scripted = self.start_by_script(stand)
            self.stands.remove(stand)
            shutil.rmtree(stand.folder, ignore_errors=True)
            found = {"first_ready_s": first, "ready_s": again, "first_pss_mib": fresh / MEBIBYTE,
                     "pss_mib": (jvm + database) / MEBIBYTE, "jvm_pss_mib": jvm / MEBIBYTE,
                     "postgres_pss_mib": database / MEBIBYTE, **scripted}
            say(f"start, round {number}: ready after {again:.1f} s, {found['pss_mib']:.0f} MiB,"
                f" by the script after {found['script_ready_s']:.1f} s")
            self.results.add(measurement, found)

    def start_by_script(self, stand):
        """Its first start also records what later ones need: each round records once, in a folder of its own."""
        jar = stand.folder.with_suffix(".script") / stand.jar.name
        jar.parent.mkdir()
        os.link(stand.jar, jar) if os.stat(stand.jar).st_dev == os.stat(jar.parent).st_dev else shutil.copy(stand.jar, jar)
        stand.environment = {**stand.environment, "SNAPLEDGER_JAR": str(jar),
                             "JAVA_HOME": str(pathlib.Path(self.java).resolve().parent.parent)}
        script = [str(self.root / "standalone" / "bin" / "snapledger")]
        try:
            recording = stand.start(self.identity, script)
            stand.stop()
            ready = stand.start(self.identity, script)
            time.sleep(5)
            memory = processes.pss(stand.roots())
            stand.stop()
        finally:
            shutil.rmtree(jar.parent, ignore_errors=True)
        return {"script_recording_ready_s": recording, "script_ready_s": ready, "script_pss_mib": memory / MEBIBYTE}

    def open_libraries(self):
        for rows, instances in zip(self.options.sizes, self.options.instances):
            say(f"a standalone with {rows:,} group snapshots and {instances:,} instances")
            stand = self.stand(f"rows-{rows}", *UNLIMITED)
            stand.start(self.identity)
            self.libraries.append(Library(stand, self.identity, rows, instances).fill())

    def plan_reads(self, reads):
        libraries = self.libraries
        limits = reads and not self.options.no_limits
        if limits:
            self.bytes = SameBytes(self.java, self.tools, self.folder / "answers", self.options.flags)
        heard = {}
        for read in dict.fromkeys(read for read, _ in reads):
            for library in libraries:
                url, headers = library.address(read), library.headers(read)
                answer = http.call("GET", url, headers, timeout=300)
                if answer[0] != 200:
                    raise http.Refused(f"{url}: {answer[0]} {answer[2][:500]}")
                if limits:
                    heard[read.name, library.rows] = library.statements(read)
                    rows = library.instances if read.api == "files" else library.rows
                    self.results.notes[f"SQL of {read.name}, {rows:,} rows"] = \
                        "; ".join(" ".join(s.sql.split()) for s in heard[read.name, library.rows]) or "none"
                    self.bytes.remember(f"{read.name}-{library.rows}", answer)
        if limits:
            self.bytes.start()
        for read, clients in reads:
            for library in libraries:
                rows = library.instances if read.api == "files" else library.rows
                self.plan_read(read, clients, library, rows, heard.get((read.name, library.rows)), library is libraries[0])

    def plan_read(self, read, clients, library, rows, statements, smallest):
        add = lambda subject, run: self.measurements.append(Measurement(read.name, clients, rows, subject, run))
        url, headers, service = library.address(read), library.headers(read), library.service
        add(plan.OURS, lambda seconds: load.costs(
            service.cpu_seconds, lambda: load.read(url, headers, clients, seconds)))
        if statements:
            database = library.stand.postgres
            add(plan.SELECT, lambda seconds: load.costs(
                lambda: processes.cpu_seconds([database.pid]),
                lambda: load.pgbench(database, statements, min(clients, 32), seconds)))
        if self.bytes:
            same = self.bytes.url(f"{read.name}-{library.rows}")
            add(plan.BYTES, lambda seconds: load.costs(
                self.bytes.cpu_seconds, lambda: load.read(same, headers, clients, seconds)))
        if self.peers and read.peer and smallest:
            peer, block = self.peers.service, read.api == "block"
            if (self.peers.has_cinder if block else self.peers.has_manila):
                places = {"middle": self.peers.group_snapshot, "instance": self.peers.instance}
                theirs = (peer.block if block else peer.files) + read.path.format(**places)
                add(plan.CINDER if block else plan.MANILA, lambda seconds: load.costs(
                    peer.cpu_seconds, lambda: load.read(
                        theirs, peer.block_headers if block else peer.files_headers, clients, seconds)))

    def plan_writes(self, writes):
        writers = [writer for made in self.options.made if (writer := self.open_writer(made))]
        if not writers:
            return
        raw = None
        if not self.options.no_limits and any(w.startswith("create") for w in writes):
            raw = self.listen_to_writes()
        for label in writes:
            name, clients = label.split("@")
            for writer in writers:
                first = writer is writers[0]
                self.plan_write(name, int(clients), writer, raw if first else None, self.peers if first else None)

    def open_writer(self, made):
        what = "a standalone to write into" + (f", with {made:,} group snapshots" if made is not None else "")
        say(what)
        stand = self.stand(f"writes-{made or 0}", *UNLIMITED, "--snapledger.agent.driver=simulated")
        try:
            stand.start(self.identity)
            writer = Writer(stand, self.identity, self.folder, made)
            if made is not None:
                writer.fill()
                # What made many is warmer than what made few.
                stand.stop()
                stand.start(self.identity)
            return writer
        except FAILURES as failure:
            self.tell_failed(what, failure)
            stand.stop()
            return None

    def listen_to_writes(self):
        say("the tables without the service")
        stand = self.stand("raw", *UNLIMITED, "--snapledger.agent.driver=simulated")
        stand.start(self.identity)
        ground = Ground(stand.service(self.identity)).lay_block()
        for n in range(10):
            ground.group_snapshot(f"before-{n}")
        raw = RawWrites(self.java, self.tools, self.folder)
        for what, statements in raw.listen(stand, ground).items():
            self.results.notes[f"SQL of create, {what}"] = "; ".join(
                " ".join(s.split()) if isinstance(s, str) else "[" + "; ".join(" ".join(t.split()) for t in s) + "]"
                for s in statements)
        self.raw = RawDatabase(stand)
        stand.stop()
        self.stands.remove(stand)
        self.raw.start()
        return raw

    def plan_write(self, name, clients, writer, raw, peers):
        add = lambda subject, run, warm_up=True: self.measurements.append(
            Measurement(name, clients, writer.made, subject, run, warm_up))
        if name == "create":
            add(plan.OURS, lambda seconds: writer.create(clients, seconds))
            if raw and clients in plan.RAW_CONNECTIONS:
                for subject, transactions in ((plan.ROWS, raw.command), (plan.ALL_ROWS, raw.everything)):
                    add(subject, lambda seconds, transactions=transactions: load.costs(
                        self.raw.cpu_seconds,
                        lambda: raw.measure(self.raw, transactions, clients, seconds, min(seconds, 3))), False)
        elif name == "available":
            add(plan.OURS, lambda seconds: writer.available(clients, seconds))
        elif name == "reset":
            add(plan.OURS, lambda seconds: writer.reset(clients, seconds))
        elif name == "delete":
            add(plan.OURS, lambda seconds: writer.delete(clients, seconds))
        elif name == "lag":
            log = Log(writer.stand, self.identity, self.java, self.tools)

            def lag(seconds):
                there = writer.beforehand()
                found = {**log.lag(writer.ground.group, clients, seconds), **there}
                writer.settle()
                return found

            add(plan.OURS, lag)
        else:
            add(plan.OURS, lambda seconds: writer.mixed(clients, seconds, int(name.removeprefix("mixed"))))
        if peers and peers.has_cinder and clients in plan.PEER_WRITE_CLIENTS and name in ("create", "available"):
            peer, ground = peers.service, peers.ground
            counts = "readable" if name == "create" else "available"
            poll = 2 if name == "available" else None

            def theirs(seconds):
                found = load.costs(peer.cpu_seconds, lambda: load.clients(
                    peer.block, peer.block_headers, clients, seconds, name, counts, base=peer.block, group=ground.group, poll=poll))
                peers.clean()
                return found

            add(plan.CINDER, theirs)

    def plan_logs(self, labels):
        say("a standalone with a long log")
        stand = self.stand("log", *UNLIMITED, "--snapledger.agent.driver=simulated")
        stand.start(self.identity)
        model = Ground(stand.service(self.identity)).lay_block().group_snapshot("model")
        stand.stop()
        # From here on its agent leaves alone what the copied events ask for.
        stand.arguments.append("--snapledger.agent.serves-volumes=false")
        stand.start(self.identity)
        log = Log(stand, self.identity, self.java, self.tools).take_as_model(model)
        rebuilds = [label for label in labels if label.startswith("rebuild-")]
        if rebuilds:
            say(f"{self.options.events:,} events")
            log.grow(self.options.events)
            log.await_views()
            # It would go on beside everything that is measured first.
            log.await_publication()
        add = lambda name, rows, subject, run: self.measurements.append(Measurement(name, 1, rows, subject, run, False))
        for label in rebuilds:
            name = label.split("@")[0]
            view, events = name.removeprefix("rebuild-"), self.options.events
            last = {}

            def rebuild(_, view=view, last=last):
                found = log.rebuild(view)
                last["events"] = found["done"]
                return found

            add(name, events, plan.OURS, rebuild)
            if not self.options.no_limits:
                add(name, events, plan.COPY, lambda _, view=view, last=last: load.costs(
                    lambda: processes.cpu_seconds([stand.postgres.pid]),
                    lambda: log.copy(view, last["events"], self.folder)))
        if "publish@1" in labels:
            add("publish", self.options.backlog, plan.OURS, lambda _: log.publish(self.options.backlog))

    def tell_idle(self):
        """What everything costs that only waits for its turn: it is part of the others' CPU in each figure."""
        roots = {stand.folder.name: stand.roots() for stand in self.stands if stand.process and stand.process.poll() is None}
        time.sleep(2)
        before = {name: processes.cpu_seconds(pids) for name, pids in roots.items()}
        time.sleep(5)
        after = {name: processes.cpu_seconds(pids) for name, pids in roots.items()}
        self.results.notes["CPU while idle, of one core"] = \
            ", ".join(f"{name} {(after[name] - before[name]) / 5:.1%}" for name in roots) or "nothing runs"

    def measure_once(self, label):
        name, clients = label.split("@")
        say(f"once: {label}")
        if name == "large-list":
            library = self.libraries[-1]
            found = library.memory_of_a_list()
            rows = library.instances
        else:
            library = self.libraries[0]
            found = library.endure(int(clients), self.options.requests, self.options.seconds, self.folder)
            rows = library.rows
        self.results.add(Measurement(name, int(clients), rows, plan.OURS, None), found)

    def rounds(self):
        for measurement in self.measurements:
            if measurement.warm_up and self.options.warm_up:
                say(f"warming up: {measurement.label} {report.number(measurement.rows)} {measurement.subject}")
                self.attempt(measurement, self.options.warm_up)
        for number in range(1, self.options.rounds + 1):
            for measurement in self.measurements:
                # What a client hung up on is worked at by the real services for seconds.
                if not processes.await_quiet():
                    say("the machine is busy with something else")
                found = self.attempt(measurement, self.options.seconds)
                if found is None:
                    continue
                self.results.add(measurement, found)
                say(f"round {number}: {measurement.label} {report.number(measurement.rows)} {measurement.subject}: "
                    f"{found['per_second']:,.1f}/s, p50 {found.get('p50_ms', 0):,.2f} ms"
                    + (f", REFUSED {found['refused']} {found.get('refusal', '')}" if found.get("refused") else ""))

    def attempt(self, measurement, seconds):
        """One that fails is told, and does not take the others with it."""
        try:
            return measurement.run(seconds)
        except FAILURES as failure:
            self.tell_failed(f"{measurement.label} {report.number(measurement.rows)} {measurement.subject}", failure)
            return None

    def tell_failed(self, what, failure):
        say(f"FAILED: {what}: {failure}")
        self.results.notes[f"FAILED: {what}"] = str(failure).strip()[:2000]

    def stop(self):
        for one in (*self.stands, self.bytes, self.raw, self.peers):
            if one:
                try:
                    one.stop()
                except (OSError, RuntimeError, http.Refused, subprocess.TimeoutExpired) as failure:
                    say(f"not stopped: {failure}")


class Writer:
    """The standalone that is written into."""

    def __init__(self, stand, identity, folder, made=None):
        self.stand, self.identity, self.folder, self.made = stand, identity, folder, made
        self.ground = Ground(self.service).lay_block()
        self.kept = in_parallel(lambda n: self.ground.group_snapshot(f"kept-{n}"), range(16))

    @property
    def service(self):
        return self.stand.service(self.identity)

    def fill(self):
        """Makes as many as there have to be, as its users would: all that each leaves behind is there."""
        rate = 100
        while (missing := self.made - self.there()) > 0:
            found = self.create(32, min(30, missing / rate))
            if not found["done"]:
                raise load.Failed("no group snapshot was made")
            rate = found["per_second"]
        self.stand.postgres.ask("checkpoint")

    def beforehand(self):
        return {} if self.made is None else {"there": self.there()}

    def there(self):
        return int(self.stand.postgres.one("select count(*) from view.group_snapshot"))

    def clients(self, count, seconds, scenario, counts, **options):
        service = self.service
        there = self.beforehand()
        before = self.waits()
        found = load.costs(service.cpu_seconds, lambda: load.clients(
            service.block, service.block_headers, count, seconds, scenario, counts,
            base=service.block, group=self.ground.group, **options))
        found.update(there)
        after = self.waits()
        for name, share in (("visible_p50_ms", 0.5), ("visible_p99_ms", 0.99)):
            value = figures.quantile_of_buckets(before, after, share)
            if value is not None:
                found[name] = value * 1000
        found["unfinished"] = self.unfinished()
        begin = time.monotonic()
        self.settle()
        found["settled_after_s"] = time.monotonic() - begin
        return found

    def waits(self):
        """How long answers have waited for the views so far."""
        buckets = {}
        for name, value in self.stand.metrics(self.identity).items():
            if name.startswith("snapledger_read_your_writes_seconds_bucket"):
                bound = name.split('le="')[1].split('"')[0]
                bound = float("inf") if bound == "+Inf" else float(bound)
                buckets[bound] = buckets.get(bound, 0) + value
        return buckets

    def unfinished(self):
        return int(self.stand.postgres.one(
            "select count(*) from view.group_snapshot where status in ('creating', 'deleting')"))

    def settle(self):
        """Until storage has done what was asked of it, so that the next one has the machine for itself."""
        http.until("everything being made", lambda: self.unfinished() == 0, seconds=900, pause=0.1)

    def create(self, count, seconds):
        return self.clients(count, seconds, "create", "readable")

    def available(self, count, seconds):
        return self.clients(count, seconds, "available", "available", poll=2)

    def reset(self, count, seconds):
        return self.clients(count, seconds, "reset", "accepted", file=self.file("kept", self.kept), share=count)

    def mixed(self, count, seconds, reads):
        return self.clients(count, seconds, "mixed", "answered", file=self.file("kept", self.kept), reads=reads)

    def delete(self, count, seconds):
        made = all_group_snapshots(self.service, "made-")
        if len(made) < 200 * seconds:
            self.create(32, seconds)
            made = all_group_snapshots(self.service, "made-")
        return self.clients(count, seconds, "delete", "accepted", file=self.file("made", made), share=count)

    def file(self, name, lines):
        path = self.folder / f"{name}.txt"
        path.write_text("\n".join(lines) + "\n")
        return path
