#!/usr/bin/env python3
"""Draws the curves of docs/operating/restart-and-snapshots.md from what the benches printed.

restart.json and snapshot.json beside this file hold one JSON object a line, one for each run.
The pictures show each run as a dot and the median of the runs with equally many accounts as a line.
"""
import json
import math
import pathlib
import statistics

HERE = pathlib.Path(__file__).resolve().parent
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 320, 80, 240, 56, 52
COLOURS = ("#0969da", "#bf8700", "#1a7f37", "#8250df")


def read(name):
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return sorted((json.loads(line) for line in lines), key=lambda run: run["accounts"])


def round_up(value):
    power = 10 ** math.floor(math.log10(max(value, 1)))
    return next(step * power for step in (1, 2, 4, 5, 10) if step * power >= value)


def draw(name, title, runs, curves):
    counts = sorted({run["accounts"] for run in runs})
    top = round_up(max(run[key] for run in runs for key, _ in curves))
    span = math.log10(counts[-1] / counts[0]) or 1

    def across(accounts):
        return LEFT + (WIDTH - LEFT - RIGHT) * math.log10(accounts / counts[0]) / span

    def down(millis):
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * millis / top

    svg = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="title"'
        " font-family=\"ui-sans-serif, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif\""
        ' font-size="12">',
        f'  <title id="title">{title}</title>',
        "  <style>",
        "    text { fill: #1f2328 } .soft { fill: #59636e } .grid { stroke: #d0d7de }",
        "    .card { fill: #ffffff; stroke: #d0d7de }",
        "    @media (prefers-color-scheme: dark) {",
        "      text { fill: #f0f6fc } .soft { fill: #9198a1 } .grid { stroke: #3d444d }",
        "      .card { fill: #0d1117; stroke: #3d444d }",
        "    }",
        "  </style>",
        f'  <rect class="card" x="0.5" y="0.5" width="{WIDTH - 1}" height="{HEIGHT - 1}" rx="6"/>',
        f'  <text x="24" y="30" font-size="15" font-weight="600">{title}</text>',
    ]
    for part in range(5):
        y = down(top * part / 4)
        svg.append(f'  <line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        svg.append(
            f'  <text class="soft" x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{top * part / 4:,.0f} ms</text>')
    for count in counts:
        svg.append(
            f'  <text class="soft" x="{across(count):.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{count:,}</text>')
    svg.append(
        f'  <text class="soft" x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 12}" text-anchor="middle">accounts</text>')
    labels = []
    for (key, label), colour in zip(curves, COLOURS):
        medians = [
            (count, statistics.median(run[key] for run in runs if run["accounts"] == count)) for count in counts]
        points = " ".join(f"{across(count):.1f},{down(millis):.1f}" for count, millis in medians)
        svg.append(f'  <polyline fill="none" stroke="{colour}" stroke-width="2" points="{points}"/>')
        for run in runs:
            svg.append(
                f'  <circle cx="{across(run["accounts"]):.1f}" cy="{down(run[key]):.1f}" r="3" fill="{colour}"/>')
        labels.append([down(medians[-1][1]), colour, f"{label}: {medians[-1][1]:,.0f} ms"])
    labels.sort()
    for above, label in zip(labels, labels[1:]):
        label[0] = max(label[0], above[0] + 17)
    lowest = HEIGHT - BOTTOM + 4
    for label, below in reversed(list(zip(labels, labels[1:] + [[lowest + 17]]))):
        label[0] = min(label[0], below[0] - 17)
    for y, colour, label in labels:
        svg.append(f'  <circle cx="{WIDTH - RIGHT + 14}" cy="{y:.1f}" r="4" fill="{colour}"/>')
        svg.append(f'  <text x="{WIDTH - RIGHT + 24}" y="{y + 4:.1f}">{label}</text>')
    (HERE / name).write_text("\n".join(svg) + "\n</svg>\n", encoding="utf-8")


draw("restart.svg", "From the start of a killed process until it serves", read("restart.json"), [
    ("clusterTimeToServeMillis", "all nodes"),
    ("timeToServeMillis", "one node"),
    ("processorMillis", "its processor time"),
    ("openMillis", "opening the state")])
draw("pause.svg", "The longest that applying stood still for a snapshot", read("snapshot.json"), [
    ("applyPauseMillis", "of all snapshots"),
    ("applyPauseMillisLast", "of each node's latest")])
draw("install.svg", "From the start of a blank node until it is whole", read("snapshot.json"), [
    ("installMillis", "until it is whole"),
    ("installLoadMillis", "received to in use")])
