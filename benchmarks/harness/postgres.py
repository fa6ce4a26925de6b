"""The PostgreSQL of a standalone: looked at with psql, and listened to while the service talks to it."""
import os
import pathlib
import re
import subprocess
import time
from dataclasses import dataclass

from harness import http

RECORD = re.compile(r"(?m)^(?=\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+ UTC/\[\d+\]/)")
HEAD = re.compile(r"\A(\S+ \S+) UTC/\[(\d+)\]/([A-Z0-9]+):\s+", re.S)
EXECUTE = re.compile(r"\A(?:execute [^:]*|statement): ?(.*)\Z", re.S)
PARAMETER = re.compile(r"\$(\d+) = (NULL|'(?:[^']|'')*')")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")

# What an array of no known column may be of.
GUESSES = (("uuid", UUID), ("bigint", re.compile(r"-?\d+")),
           ("timestamptz", re.compile(r'"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[^"]*"')))


@dataclass
class Statement:
    """What one session had PostgreSQL execute."""

    session: int
    sql: str
    parameters: list

    def mentions(self, word):
        return any(word in text for text in self.texts())

    def texts(self):
        """The parameters, and what is in those that were logged as bytes."""
        known = [p for p in self.parameters if p is not None]
        return [bytes.fromhex(p[2:]).decode("latin-1") if p.startswith("\\x") else p for p in known]

    def writes(self):
        return re.match(r"(insert|update|delete|with\b.*?\b(insert|update|delete))\b", self.sql, re.I | re.S) is not None


def parse_log(text):
    """Statements of PostgreSQL's log, in the order in which they were executed."""
    statements, last = [], {}
    for record in RECORD.split(text):
        head = HEAD.match(record)
        if not head:
            continue
        session, kind, rest = int(head[2]), head[3], record[head.end():]
        if kind == "LOG":
            executed = EXECUTE.match(rest)
            if executed:
                # Later lines of a message are indented by a tab.
                sql = executed[1].replace("\n\t", "\n").strip()
                last[session] = Statement(session, sql, [])
                statements.append(last[session])
        elif kind == "DETAIL" and rest.lower().startswith("parameters:") and session in last:
            found = PARAMETER.findall(rest)
            last[session].parameters = [
                None if value == "NULL" else value[1:-1].replace("''", "'") for _, value in found
            ]
    return statements


def transactions(statements):
    """What each session did between BEGIN and COMMIT."""
    running, done = {}, []
    for statement in statements:
        word = statement.sql.upper()
        if word.startswith("BEGIN"):
            running[statement.session] = []
        elif word == "COMMIT":
            if statement.session in running:
                done.append(running.pop(statement.session))
        elif word == "ROLLBACK":
            running.pop(statement.session, None)
        elif statement.session in running:
            running[statement.session].append(statement)
    return done


class Session:
    """A connection that stays: a transaction of its own, or many looks for less than a process each."""

    def __init__(self, environment):
        self.process = subprocess.Popen(["psql", "-X", "-q", "-A", "-t"], env=environment,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self):
        return self

    def one(self, sql):
        """The value that a statement selects."""
        self.process.stdin.write(sql + ";\n")
        self.process.stdin.flush()
        value = self.process.stdout.readline()
        if not value:
            raise RuntimeError(f"no answer to {sql}")
        return value.rstrip("\n")

    def do(self, sql):
        self.process.stdin.write(sql + ";\n")
        self.process.stdin.flush()

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


class Postgres:
    """Found by the files of the data folder, as its owner's password is."""

    SEARCH_PATH = "view,command,event_log,public"

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    @property
    def log(self):
        return self.folder / "logs" / "postgres.log"

    @property
    def pid(self):
        return int(self._pid_file()[0])

    @property
    def port(self):
        return int(self._pid_file()[3])

    @property
    def password(self):
        return (self.folder / "postgres-password").read_text().strip()

    def _pid_file(self):
        return (self.folder / "postgres" / "postmaster.pid").read_text().splitlines()

    def is_running(self):
        try:
            os.kill(self.pid, 0)
            return True
        except (FileNotFoundError, ProcessLookupError, IndexError):
            return False

    def environment(self):
        return {
            **os.environ,
            "PGHOST": "127.0.0.1",
            "PGPORT": str(self.port),
            "PGUSER": "postgres",
            "PGPASSWORD": self.password,
            "PGDATABASE": "snapledger",
            "PGOPTIONS": f"-c search_path={self.SEARCH_PATH}",
        }

    def ask(self, sql):
        """Rows as lists of text; NULL is empty."""
        done = subprocess.run(
            ["psql", "-X", "-q", "-A", "-t", "-F", "\x1f", "-v", "ON_ERROR_STOP=1", "-f", "-"],
            input=sql, env=self.environment(), capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{done.stderr.strip()}\nin: {sql[:2000]}")
        return [line.split("\x1f") for line in done.stdout.splitlines() if line]

    def one(self, sql):
        return self.ask(sql)[0][0]

    def session(self):
        return Session(self.environment())

    def listen(self, action, settle=1.0):
        """What the action returns, and every statement that was executed meanwhile."""
        self.ask("alter system set log_statement = 'all'; select pg_reload_conf()")
        # Sessions take up new settings before their next statement; this one's own shows up in the log.
        http.until("the log of statements", lambda: self._logs_statements())
        begin = self.log.stat().st_size
        try:
            result = action()
            # What follows an action by itself, such as the views' rows, comes within this time.
            time.sleep(settle)
        finally:
            self.ask("alter system reset log_statement; select pg_reload_conf()")
        with open(self.log, encoding="utf-8", errors="replace") as log:
            log.seek(begin)
            return result, parse_log(log.read())

    def _logs_statements(self):
        mark = f"select 'mark {time.monotonic_ns()}'"
        begin = self.log.stat().st_size
        self.ask(mark)
        with open(self.log, encoding="utf-8", errors="replace") as log:
            log.seek(begin)
            return mark in log.read()

    def copies(self, table, count, changes, where="true"):
        """SQL that writes copies of a row there already is; n counts them. Whatever columns the table has."""
        columns = [row[0] for row in self.ask(
            f"select quote_ident(attname) from pg_attribute where attrelid = '{table}'::regclass"
            " and attnum > 0 and not attisdropped and attgenerated = '' order by attnum")]
        values = ", ".join(changes.get(column, f"t.{column}") for column in columns)
        return (f"insert into {table} ({', '.join(columns)}) select {values}"
                f" from (select * from {table} where {where} limit 1) t, generate_series(1, {count}) n")


def repeated(statements, times):
    """The statements of one request that was made several times: those that were executed as often, or a multiple."""
    counts = {}
    for statement in statements:
        counts.setdefault((statement.session, statement.sql), []).append(statement)
    by_text = {}
    for (_, sql), found in counts.items():
        by_text.setdefault(sql, []).extend(found)
    request = []
    for sql, found in by_text.items():
        each, rest = divmod(len(found), times)
        if each and not rest and sql and not sql.upper().startswith(("BEGIN", "COMMIT")):
            request.extend(found[:each])
    return request


def uuids(statements):
    """Every id in the parameters, also within JSON that was logged as bytes."""
    found = set()
    for statement in statements:
        for text in statement.texts():
            found.update(UUID.findall(text))
    return found


def cast_arrays(statement, types):
    """With the types of arrays that are unnested, which PostgreSQL cannot guess from text. types: table -> column -> type."""
    known = {}
    for table in re.findall(r"\b(?:into|update|from|join)\s+(?:\w+\.)?(\w+)", statement.sql, re.I):
        known = {**types.get(table, {}), **known}

    def columns_of(match):
        if match["alias"]:
            return match["alias"]
        target = re.search(r"insert\s+into\s+\S+(?:\s+as\s+\w+)?\s*\(([^)]*)\)", statement.sql[:match.start()], re.I)
        return target[1] if target else ""

    def element_type(column, value):
        kind = known.get(column)
        if kind and kind.endswith("[]"):
            # An array of arrays has to be rectangular, so such a column is sent as JSON, or as a text that the statement casts.
            return "text" if re.search(rf"\bcast\(\s*(?:\w+\.)?{column}\s+as\b", statement.sql, re.I) else "jsonb"
        if kind:
            return kind
        elements = (value or "{}").strip("{}")
        for guess, pattern in GUESSES:
            if elements and all(pattern.fullmatch(element) for element in elements.split(",")):
                return guess
        return "text"

    def casting(match):
        names = [name.strip() for name in columns_of(match).split(",")]
        casts = []
        for i, parameter in enumerate(re.findall(r"\$\d+", match["parameters"])):
            value = statement.parameters[int(parameter[1:]) - 1]
            column = names[i].split()[0] if i < len(names) and names[i] else ""
            casts.append(f"{parameter}::{element_type(column, value)}[]")
        return f"unnest({', '.join(casts)})" + (match["rest"] or "")

    return re.sub(
        r"unnest\((?P<parameters>\s*\$\d+(?:\s*,\s*\$\d+)*\s*)\)"
        r"(?P<rest>\s+(?:as\s+)?\w+\s*\((?P<alias>[^)]*)\))?",
        casting, statement.sql, flags=re.I)


def for_jdbc(sql, parameters):
    """With question marks instead of numbers, and the parameters in the order in which they are used."""
    order = []

    def mark(match):
        order.append(parameters[int(match[1]) - 1])
        return "?"

    sql = re.sub(r"\s+RETURNING \"\w+\"\s*\Z", "", sql)
    return re.sub(r"\$(\d+)", mark, sql), order


def for_pgbench(sql, parameters, number):
    """With pgbench's variables; its text, and the variables' values."""
    values = {}

    def variable(match):
        value = parameters[int(match[1]) - 1]
        if value is None:
            return "null"
        name = f"s{number}p{match[1]}"
        values[name] = value
        return ":" + name

    return re.sub(r"\s+", " ", re.sub(r"\$(\d+)", variable, sql)).strip() + ";", values
