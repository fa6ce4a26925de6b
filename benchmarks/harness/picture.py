"""A picture of ours beside the real services: how many a second, on a scale on which each line is ten times the one before."""
import math
from html import escape

from harness import figures, plan

TITLES = {
    "list": "a list of 50", "detail": "a list of 50 with details", "show": "one group snapshot",
    "instances": "all share snapshot instances", "instance": "one share snapshot instance",
    "create": "create, and read it", "available": "create, until it is available"}

WIDTH, LEFT, RIGHT, TOP, BAR, ROW = 860, 270, 90, 56, 13, 44
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1f2328 }
.small { font-size: 11px; fill: #656d76 }
.times { font-weight: 600 }
.ours { fill: #0969da } .theirs { fill: #8c959f } .line { stroke: #d0d7de } .ground { fill: #ffffff }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 } .small { fill: #9198a1 }
  .ours { fill: #4493f8 } .theirs { fill: #6e7681 } .line { stroke: #30363d } .ground { fill: #0d1117 }
}
"""


def beside_the_real_ones(results):
    """SVG; none where nothing of theirs was measured."""
    rows = []
    for (label, size, subject), rounds in results.rounds.items():
        if subject in (plan.CINDER, plan.MANILA) and results.rounds.get((label, size, plan.OURS)):
            ours = results.rounds[label, size, plan.OURS]
            ratio = figures.ratio(ours, rounds, "per_second")
            if ratio and rate(ours) and rate(rounds):
                rows.append((label, subject, rate(ours), rate(rounds), ratio["median"]))
    return picture(rows) if rows else None


def rate(rounds):
    return figures.over_rounds(rounds)["per_second"]["median"]


def picture(rows):
    rates = [value for _, _, ours, theirs, _ in rows for value in (ours, theirs)]
    low, high = math.floor(math.log10(min(rates))), math.ceil(math.log10(max(rates)))
    step = (WIDTH - LEFT - RIGHT) / max(1, high - low)
    height = TOP + ROW * len(rows) + 14
    place = lambda value: LEFT + (math.log10(value) - low) * step
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"'
             ' aria-label="Requests a second, beside the real services">',
             f"<style>{STYLE}</style>", f'<rect class="ground" width="{WIDTH}" height="{height}"/>',
             f'<rect class="ours" x="16" y="14" width="11" height="11"/>{text(33, 24, "Snapledger")}',
             f'<rect class="theirs" x="120" y="14" width="11" height="11"/>{text(137, 24, "Cinder or Manila")}',
             text(LEFT, 24, "a second, by powers of ten", "small")]
    for power in range(low, high + 1):
        x = LEFT + (power - low) * step
        lines.append(f'<line class="line" x1="{x:.0f}" x2="{x:.0f}" y1="{TOP - 8}" y2="{height - 10}"/>')
        lines.append(text(x, TOP - 12, f"{10 ** power:,g}", "small", "middle"))
    for number, (label, peer, ours, theirs, ratio) in enumerate(rows):
        y = TOP + ROW * number
        name, clients = label.split("@")
        asking = f"{clients} clients" if clients != "1" else "1 client"
        lines.append(text(LEFT - 12, y + 13, TITLES.get(name, name), anchor="end"))
        lines.append(text(LEFT - 12, y + 28, f"{peer.capitalize()}, {asking}", "small", "end"))
        for value, kind, top in ((ours, "ours", y), (theirs, "theirs", y + BAR + 3)):
            lines.append(f'<rect class="{kind}" x="{LEFT}" y="{top}" width="{max(1, place(value) - LEFT):.1f}" height="{BAR}" rx="2"/>')
            lines.append(text(place(value) + 6, top + 11, short(value), "small"))
        lines.append(text(WIDTH - 16, y + 20, f"{ratio:,.0f} ×" if ratio >= 10 else f"{ratio:,.1f} ×", "times", "end"))
    return "\n".join([*lines, "</svg>"]) + "\n"


def short(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def text(x, y, words, kind="", anchor="start"):
    return (f'<text x="{x:.0f}" y="{y:.0f}"' + (f' class="{kind}"' if kind else "")
            + (f' text-anchor="{anchor}"' if anchor != "start" else "") + f">{escape(words)}</text>")
