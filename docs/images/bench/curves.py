#!/usr/bin/env python3
"""Draws the pictures of docs/operating and docs/performance.md from what the benches printed.

The JSON files beside this one hold one JSON object a line, one for each run. Most pictures show each run as a dot and
the median of the runs with equally much of something (accounts, users, commands a second) as a line; that of
quote-proxy.md shows each policy's run at what it cost, and that of a long history the run's own course.
"""
import json
import math
import pathlib
import statistics

HERE = pathlib.Path(__file__).resolve().parent
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 320, 80, 240, 56, 52
COLOURS = ("#0969da", "#bf8700", "#1a7f37", "#8250df")


def read(name):
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def round_up(value):
    power = 10 ** math.floor(math.log10(max(value, 1)))
    return next(step * power for step in (1, 2, 4, 5, 10) if step * power >= value)


def down(value, top):
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / top


def page(title, top, marks, below, unit=" ms"):
    """A card with a grid of values up to the top, and marks (across, text) on the line below."""
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
        y = down(top * part / 4, top)
        svg.append(f'  <line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        svg.append(
            f'  <text class="soft" x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{top * part / 4:,.0f}{unit}</text>')
    for x, text in marks:
        svg.append(
            f'  <text class="soft" x="{x:.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{text}</text>')
    svg.append(
        f'  <text class="soft" x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 12}" text-anchor="middle">{below}</text>')
    return svg


def write(name, svg):
    (HERE / name).write_text("\n".join(svg) + "\n</svg>\n", encoding="utf-8")


def label_apart(svg, labels):
    """Labels [down, colour, text] right of the grid, moved so that none lies on another."""
    labels.sort()
    for above, label in zip(labels, labels[1:]):
        label[0] = max(label[0], above[0] + 17)
    lowest = HEIGHT - BOTTOM + 4
    for label, below in reversed(list(zip(labels, labels[1:] + [[lowest + 17]]))):
        label[0] = min(label[0], below[0] - 17)
    for y, colour, label in labels:
        svg.append(f'  <circle cx="{WIDTH - RIGHT + 14}" cy="{y:.1f}" r="4" fill="{colour}"/>')
        svg.append(f'  <text x="{WIDTH - RIGHT + 24}" y="{y + 4:.1f}">{label}</text>')


def draw(name, title, runs, curves, by="accounts", below="accounts", unit=" ms"):
    counts = sorted({run[by] for run in runs})
    top = round_up(max(run[key] for run in runs for key, _ in curves))
    span = math.log10(counts[-1] / counts[0]) or 1

    def across(count):
        return LEFT + (WIDTH - LEFT - RIGHT) * math.log10(count / counts[0]) / span

    svg = page(title, top, [(across(count), f"{count:,}") for count in counts], below, unit)
    labels = []
    for (key, label), colour in zip(curves, COLOURS):
        medians = [
            (count, statistics.median(run[key] for run in runs if run[by] == count)) for count in counts]
        points = " ".join(f"{across(count):.1f},{down(value, top):.1f}" for count, value in medians)
        svg.append(f'  <polyline fill="none" stroke="{colour}" stroke-width="2" points="{points}"/>')
        for run in sorted(runs, key=lambda one: one[by]):
            x, y = across(run[by]), down(run[key], top)
            svg.append(f'  <circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>')
        labels.append([down(medians[-1][1], top), colour, f"{label}: {medians[-1][1]:,.0f}{unit}"])
    label_apart(svg, labels)
    write(name, svg)


def draw_history(name, title, run, seconds=10):
    """Commands a second over the commands so far, a dot for so many seconds, and the straight line that fits best."""
    counts = run["perSecond"]
    dots, so_far = [], 0
    for at in range(0, len(counts) - seconds + 1, seconds):
        done = sum(counts[at:at + seconds])
        so_far += done
        dots.append((so_far / 1e6, done / seconds))
    top = round_up(max(rate for _, rate in dots))
    most = dots[-1][0]

    def across(millions):
        return LEFT + (WIDTH - LEFT - RIGHT) * millions / most

    svg = page(title, top, [(across(most * part / 4), f"{most * part / 4:.1f}") for part in range(5)],
               "million commands in the measured window", "")
    for millions, rate in dots:
        svg.append(f'  <circle cx="{across(millions):.1f}" cy="{down(rate, top):.1f}" r="3" fill="{COLOURS[0]}"/>')
    slope, start = statistics.linear_regression(*zip(*dots))
    svg.append(f'  <line stroke="{COLOURS[1]}" stroke-width="2" x1="{across(0):.1f}" y1="{down(start, top):.1f}"'
               f' x2="{across(most):.1f}" y2="{down(start + slope * most, top):.1f}"/>')
    label_apart(svg, [
        [down(dots[-1][1], top), COLOURS[0], f"each {seconds} s"],
        [down(start + slope * most, top), COLOURS[1], f"fit: {slope:+,.0f} a second and million"]])
    write(name, svg)


def draw_policies(name, title, runs):
    figures = (("callP99Millis", "99 in 100 within"), ("callP90Millis", "9 in 10 within"), ("callMeanMillis", "mean"))
    top = round_up(max(run["callP99Millis"] for run in runs))
    costs = [100 * (run["ratio"] - 1) for run in runs]
    least, most = min(costs + [0]), max(costs)

    def across(cost):
        return LEFT + 40 + (WIDTH - LEFT - RIGHT - 80) * (cost - least) / (most - least)

    marks = [(across(cost), f"{round(cost):+d} %") for cost in costs]
    svg = page(title, top, marks, "hits beyond those that were needed")
    for place, ((key, _), colour) in enumerate(zip(figures, COLOURS)):
        # Left and right in turn: neighbours may lie on one another.
        aside, anchor = (8, "start") if place % 2 == 0 else (-8, "end")
        for run, cost in zip(runs, costs):
            x, y = across(cost), down(run[key], top)
            svg.append(f'  <circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>')
            svg.append(f'  <text x="{x + aside:.1f}" y="{y + 4:.1f}" text-anchor="{anchor}">{run[key]:,.0f}</text>')
    for run, cost in zip(runs, costs):
        y = down(run["callP99Millis"], top) - 12
        svg.append(f'  <text x="{across(cost):.1f}" y="{y:.1f}" text-anchor="middle">{run["policy"]}</text>')
    label_apart(svg, [
        [down(top - top * place / 12, top), colour, label]
        for place, ((_, label), colour) in enumerate(zip(figures, COLOURS))])
    write(name, svg)


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
draw_policies("policies.svg", "How long nodes waited for a price, by what it cost", read("quotes.json"))
draw("latency.svg", "How long a command takes, by how many are sent a second", read("latency.json"), [
    ("p50Millis", "half within"),
    ("p99Millis", "99 in 100 within")], "rate", "commands sent a second")
draw("users.svg", "Processor time of a command, by how many users trade", read("users.json"), [
    ("cpuMicrosPerCommand", "all processes")], "users", "users", " µs")
draw_history("history.svg", "Commands a second over a long history", read("history.json")[0])
