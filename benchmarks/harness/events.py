"""What follows the events: publication, and views made again. On a log that is as long as one likes."""
import json
import subprocess
import threading
import time

from harness import figures, http, load

# Lives of a group snapshot and its snapshot, with ids of their own; the hashes are the database's.
LIVES = """
insert into event_log.event (event_identifier, aggregate_identifier, sequence_number,
  type, time_stamp, payload_type, payload_revision, payload, meta_data)
select gen_random_uuid(),
  replace(replace(m.aggregate_identifier::text, '{group_snapshot}', g), '{snapshot}', s)::uuid,
  m.sequence_number, m.type, m.time_stamp, m.payload_type, m.payload_revision,
  convert_to(replace(replace(convert_from(m.payload, 'UTF8'), '{group_snapshot}', g), '{snapshot}', s), 'UTF8'),
  m.meta_data
from (select n, md5('{salt}g' || n)::uuid::text as g, md5('{salt}s' || n)::uuid::text as s
      from generate_series(1, {lives}) n) lives
cross join (select * from event_log.event where aggregate_identifier in ('{group_snapshot}', '{snapshot}')) m
order by n / 50, m.global_index, n
"""

LIVES_AT_ONCE = 10_000

PUBLISHED = "select position from command.publication where channel = 'kafka'"


class Log:
    """A standalone whose agent does nothing, with as many events as are asked for."""

    def __init__(self, stand, identity, java, tools):
        self.stand, self.identity, self.java, self.tools = stand, identity, java, tools
        self.model = None

    @property
    def service(self):
        return self.stand.service(self.identity)

    @property
    def database(self):
        return self.stand.postgres

    def take_as_model(self, group_snapshot):
        snapshot = self.database.one(f"select id from view.snapshot where group_snapshot_id = '{group_snapshot}'")
        self.model = (group_snapshot, snapshot)
        events = int(self.database.one(
            f"select count(*) from event_log.event where aggregate_identifier in ('{group_snapshot}', '{snapshot}')"))
        self.events_of_a_life = events
        return self

    def grow(self, events):
        """By at least so many; how many it were."""
        group_snapshot, snapshot = self.model
        lives = -(-events // self.events_of_a_life)
        for begin in range(0, lives, LIVES_AT_ONCE):
            self.database.ask(LIVES.format(
                group_snapshot=group_snapshot, snapshot=snapshot, salt=f"{time.time_ns()}-{begin}-",
                lives=min(LIVES_AT_ONCE, lives - begin)))
        self.database.ask("analyze event_log.event")
        return lives * self.events_of_a_life

    def head(self):
        return int(self.database.one("select max(global_index) from event_log.event"))

    def published(self):
        return int(self.database.one(PUBLISHED))

    def await_views(self):
        """Until every view shows every event."""
        def behind():
            lags = [value for name, value in self.stand.metrics(self.identity).items()
                    if name.startswith("snapledger_projection_lag_events")]
            return bool(lags) and not any(lags)
        http.until("the views", behind, seconds=3600, pause=0.5)

    def await_publication(self):
        http.until("publication", lambda: self.published() >= self.head(), seconds=600, pause=0.2)

    def publish(self, events):
        """A backlog, held up by a lock until the views have caught up and nothing else is to be done."""
        self.await_publication()
        with self.database.session() as holder:
            holder.do("begin")
            holder.one(PUBLISHED + " for update")
            self.grow(events)
            begin = time.monotonic()
            self.await_views()
            views = time.monotonic() - begin
            before, head = self.published(), self.head()
            holder.do("rollback")

        def watch():
            looks = [(time.monotonic(), before)]
            with self.database.session() as session:
                while looks[-1][1] < head:
                    if time.monotonic() - looks[0][0] > 600:
                        raise TimeoutError(f"published up to {looks[-1][1]} of {head}")
                    looks.append((time.monotonic(), int(session.one(PUBLISHED))))
                    time.sleep(0.02)
            # From the first batch on: before it, the publisher may have waited for its next attempt.
            first = next(look for look in looks if look[1] > before)
            if first[1] == head:
                first = looks[0]
            return {"done": head - first[1], "per_second": (head - first[1]) / (looks[-1][0] - first[0]),
                    "first_after_s": first[0] - looks[0][0]}

        return {**load.costs(self.service.cpu_seconds, watch), "views_after_s": views}

    def lag(self, group, clients, seconds):
        """From an event's time to a consumer, while clients create."""
        command = [self.java, "-Xmx128m", "-jar", str(self.tools), "publication-lag", self.stand.kafka, str(seconds + 2)]
        listener = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        said = []
        reader = threading.Thread(target=lambda: said.extend(listener.stdout), daemon=True)
        reader.start()
        http.until("the listener", lambda: said or listener.poll() is not None, seconds=60)
        commands = self.commands()
        begin = time.monotonic()
        service = self.service
        found = load.costs(service.cpu_seconds, lambda: load.clients(
            service.block, service.block_headers, clients, seconds, "create", "readable", base=service.block, group=group))
        commands = (self.commands() - commands) / (time.monotonic() - begin)
        reader.join(60)
        if listener.wait(10):
            raise load.Failed(listener.stderr.read()[-2000:])
        lags = json.loads(said[-1])["microseconds"]
        return {**{name: found[name] for name in ("cpu_s_per_1000", "generator_cpu", "others_cpu", "refused", "broken")
                   if name in found},
                "done": len(lags), "per_second": len(lags) / seconds, "commands_per_second": commands,
                **figures.latencies(lags)}

    def commands(self):
        return sum(value for name, value in self.stand.metrics(self.identity).items()
                   if name.startswith("snapledger_commands_seconds_count"))

    def views(self):
        return {view["name"]: view for view in self.ask("GET", "")}

    def ask(self, method, path):
        answer = http.ask(method, self.stand.url + "/admin/v1/views" + path, {"X-Auth-Token": self.identity.token})
        return answer["views"] if "views" in answer else answer

    def rebuild(self, view):
        """By the API; events of the view by the time between its own begin and end."""
        def work():
            self.ask("POST", f"/{view}/rebuild")

            def ended():
                state = self.ask("GET", f"/{view}/rebuild")["rebuild"]
                return state if state["state"] != "running" else None

            state = http.until(f"the rebuild of {view}", ended, seconds=3600, pause=0.05)
            if state["state"] != "finished":
                raise load.Failed(f"the rebuild of {view}: {state}")
            seconds = float(self.database.one(
                f"select extract(epoch from timestamptz '{state['ended_at']}' - timestamptz '{state['started_at']}')"))
            return {"done": state["events_total"], "per_second": state["events_total"] / seconds, "seconds": seconds}

        return load.costs(self.service.cpu_seconds, work)

    def copy(self, view, events, folder):
        """The rows that a view has, by COPY into empty tables like its own; told as its events by the time."""
        seconds = 0.0
        rows = 0
        for table in self.views()[view]["tables"]:
            name = table if "." in table else f"view.{table}"
            file = folder / "copy.bin"
            self.database.ask(f"drop table if exists public.copied; create table public.copied (like {name} including all)")
            self.database.ask(f"\\copy {name} to '{file}' (format binary)")
            begin = time.monotonic()
            self.database.ask(f"\\copy public.copied from '{file}' (format binary)")
            seconds += time.monotonic() - begin
            rows += int(self.database.one("select count(*) from public.copied"))
            self.database.ask("drop table public.copied")
            file.unlink()
        return {"done": events, "per_second": events / seconds, "seconds": seconds, "rows": rows}
