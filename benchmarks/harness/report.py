"""The table for people and the JSON for programs."""
import datetime
import json
import os
import pathlib
import platform
import subprocess

from harness import figures, picture, plan

COLUMNS = (
    ("per_second", "per second", "{:,.1f}"),
    ("p50_ms", "p50 ms", "{:,.2f}"),
    ("p99_ms", "p99 ms", "{:,.2f}"),
    ("p999_ms", "p99.9 ms", "{:,.2f}"),
    ("cpu_s_per_1000", "CPU s per 1,000", "{:,.3f}"),
    ("generator_cpu", "CPU of the generator", "{:.0%}"),
    ("others_cpu", "CPU of others", "{:.0%}"),
)
SHOWN = {name for name, _, _ in COLUMNS} | {"done", "max_ms", "bytes", "refused", "broken"}


def environment(root, options):
    cpu = next((line.split(":")[1].strip() for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines()
                if line.startswith("model name")), platform.machine())
    memory = next(int(line.split()[1]) // 1024 for line in pathlib.Path("/proc/meminfo").read_text().splitlines()
                  if line.startswith("MemTotal"))
    return {
        "at": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
        "commit": said(["git", "-C", str(root), "describe", "--always", "--dirty"]),
        "cpus": os.cpu_count(), "cpu": cpu, "memory_mib": memory, "kernel": platform.release(),
        "wrk": said(["wrk", "--version"]).splitlines()[0].split(" [")[0], "pgbench": said(["pgbench", "--version"]),
        "rounds": options.rounds, "seconds": options.seconds, "warm_up": options.warm_up, "sizes": options.sizes,
        "made": options.made,
        "tokens": "checked by Keystone" if options.keystone else "made up (noauth)",
    }


def said(command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return (done.stdout or done.stderr).strip() or "?"
    except OSError:
        return "?"


class Results:
    """Every round of every measurement, and what follows from them."""

    def __init__(self, about):
        self.about = about
        self.rounds = {}
        self.notes = {}

    def add(self, measurement, found):
        key = (measurement.label, measurement.rows, measurement.subject)
        self.rounds.setdefault(key, []).append(found)

    def ratios(self, name="per_second"):
        """Ours by each other subject of the same workload; and by ourselves with the fewest rows."""
        found = []
        for (label, rows, subject), rounds in self.rounds.items():
            if subject != plan.OURS:
                continue
            for (other_label, other_rows, other), other_rounds in self.rounds.items():
                if other_label != label:
                    continue
                if other != plan.OURS and other_rows == rows:
                    found.append((label, rows, other, figures.ratio(rounds, other_rounds, name)))
                elif other == plan.OURS and None not in (rows, other_rows) and other_rows < rows:
                    if other_rows == min(r for (l, r, s) in self.rounds if l == label and s == plan.OURS and r is not None):
                        found.append((label, rows, "fewest rows", figures.ratio(rounds, other_rounds, name)))
        return [one for one in found if one[3]]

    def goals(self):
        ratios = self.ratios()
        for goal in plan.GOALS:
            if goal.against:
                values = [(rows, s["median"]) for label, rows, other, s in ratios
                          if label == goal.label and other == goal.against]
            else:
                values = []
                for (label, rows, subject), rounds in self.rounds.items():
                    summary = figures.over_rounds(rounds).get(goal.what)
                    if label == goal.label and subject == plan.OURS and summary:
                        values.append((rows, summary["median"]))
            for rows, value in values:
                yield goal, rows, value

    def as_json(self):
        return {
            **self.about,
            "measurements": [
                {"workload": label, "rows": rows, "subject": subject,
                 "figures": figures.over_rounds(rounds), "rounds": rounds}
                for (label, rows, subject), rounds in self.rounds.items()],
            "ratios": [{"workload": label, "rows": rows, "ours_by": other, **summary}
                       for label, rows, other, summary in self.ratios()],
            "goals": [{"workload": goal.label, "figure": goal.what, "goal": goal.text(), "rows": rows,
                       "value": value, "met": goal.met(value)} for goal, rows, value in self.goals()],
            "notes": self.notes,
        }

    def write(self, folder):
        folder = pathlib.Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / (self.about["at"].replace(":", "").replace("+0000", "Z") + ".json")
        file.write_text(json.dumps(self.as_json(), indent=1, ensure_ascii=False) + "\n")
        drawn = picture.beside_the_real_ones(self)
        if drawn:
            file.with_suffix(".svg").write_text(drawn)
        return file

    def as_table(self):
        about = self.about
        lines = [f"{about['cpus']} × {about['cpu']}, {about['memory_mib']:,} MiB, Linux {about['kernel']}, "
                 f"{about['commit']}, {about['at']}",
                 f"{about['rounds']} rounds of {about['seconds']:g} s, medians; tokens {about['tokens']}; {about['wrk']}, "
                 f"{about['pgbench']}", *(["ended " + about["ended"]] if about.get("ended", "as planned") != "as planned" else []), ""]
        titles = ["workload", "rows", "who"] + [title for _, title, _ in COLUMNS] + ["spread", "refused"]
        lines += [row(titles), row(["---"] * len(titles))]
        beside = []
        for (label, rows, subject), rounds in self.rounds.items():
            summed = figures.over_rounds(rounds)
            if "per_second" in summed:
                cells = [label, number(rows), subject]
                cells += [text.format(summed[name]["median"]) if summed.get(name) else "" for name, _, text in COLUMNS]
                cells.append(f"{summed['per_second']['spread']:.0%}")
                cells.append(f"{sum(one.get('refused', 0) + one.get('broken', 0) for one in rounds):g}")
                lines.append(row(cells))
            others = [f"{name} {s['median']:,.2f}" + (f" ({s['min']:,.2f} to {s['max']:,.2f})" if s["rounds"] > 1 else "")
                      for name, s in summed.items() if name not in SHOWN and not name.endswith(("_p999_ms", "_max_ms"))]
            if others:
                beside.append(row([label, number(rows), subject, "; ".join(others)]))
        if beside:
            lines += ["", row(["workload", "rows", "who", "beside"]), row(["---"] * 4), *beside]
        ratios = self.ratios()
        if ratios:
            lines += ["", row(["workload", "rows", "ours by", "ratio", "lowest", "highest"]), row(["---"] * 6)]
            lines += [row([label, number(rows), other]
                          + [f"{s[name]:,.3g}" for name in ("median", "min", "max")]) for label, rows, other, s in ratios]
        goals = list(self.goals())
        if goals:
            lines += ["", row(["workload", "rows", "figure", "goal", "is", ""]), row(["---"] * 6)]
            lines += [row([goal.label, number(rows), goal.what, goal.text(), f"{value:,.3g}",
                           "met" if goal.met(value) else "**missed**"]) for goal, rows, value in goals]
        for name, text in self.notes.items():
            lines += ["", f"{name}: {text}"]
        return "\n".join(lines)


def number(rows):
    return "" if rows is None else f"{rows:,}"


def row(cells):
    return "| " + " | ".join(str(cell) for cell in cells) + " |"
