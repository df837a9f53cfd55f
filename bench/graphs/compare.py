"""Tables of medians from the lines of the programs: files NAME.ours, NAME.igraph, NAME.networkx and NAME.threads in the folder given."""
import glob
import json
import os
import statistics
import sys

# How many times as fast as igraph each should be; where nothing is named, at least as fast.
GATES = {"components": 10, "constraint": 50, "leiden": 5, "louvain": 7, "pagerank": 2, "k-core": 3, "local clustering": 3, "betweenness": 2}


def lines(path):
    return [json.loads(line) for line in open(path)] if os.path.exists(path) else []


def read(path):
    figures = {}
    for figure in lines(path):
        kept = figures.setdefault(figure["What"], {"Ms": [], "Value": [], "First": []})
        kept["Ms"] += figure["Ms"]
        kept["Value"] += figure["Value"]
        kept["First"] += [figure["First"]] if "First" in figure else []
    return figures


def number(ms):
    return f"{ms:.2f}" if ms < 10 else f"{ms:,.0f}"


def speed(path):
    name = os.path.basename(path)[: -len(".ours")]
    ours, theirs = read(path), read(path[: -len("ours")] + "igraph")
    slow = {figure["What"]: figure["Ms"] for figure in lines(path[: -len("ours")] + "networkx")}
    print(f"\n## {name}\n\n| | Kith, ms | first call, ms | igraph, ms | igraph / Kith | gate |{' networkx, ms |' if slow else ''} remark |")
    print(f"| --- | ---: | ---: | ---: | ---: | --- |{' ---: |' if slow else ''} --- |")
    for what, figure in ours.items():
        mine, first = statistics.median(figure["Ms"]), statistics.median(figure["First"])
        other = theirs.get(what)
        their = statistics.median(other["Ms"]) if other else None
        gate, remark = "", ""
        if other:
            wanted = GATES.get(what, 1)
            gate = f"{wanted}: {'reached' if their / mine >= wanted else 'missed'}"
        if what in ("leiden", "louvain") and other:
            remark = f"mean modularity {statistics.mean(figure['Value']):.4f}, igraph {statistics.mean(other['Value']):.4f}"
        elif what == "leiden, fitted resolution":
            remark = f"resolution {statistics.mean(figure['Value']):.2f}"
        third = f" {number(slow[what]) if slow[what] else 'stopped'} |" if what in slow else " |" if slow else ""
        print(f"| {what} | {number(mine)} | {number(first)} | {number(their) if other else ''} | {f'{their / mine:.1f}' if other else ''} | {gate} |{third} {remark} |")


def threads(path):
    for figure in lines(path):
        one, two = min(figure["One"]), min(figure["Two"])
        yield f"| {os.path.basename(path)[: -len('.threads')]} | {figure['What']} | {number(one)} | {number(two)} | {one / two:.2f} |"


for path in sorted(glob.glob(os.path.join(sys.argv[1], "*.ours"))):
    speed(path)

rows = [row for path in sorted(glob.glob(os.path.join(sys.argv[1], "*.threads"))) for row in threads(path)]
if rows:
    print("\n## Two threads\n\nWall-clock time, the least of five turns each; what is not listed uses one thread.\n")
    print("| graph | | one thread, ms | two, ms | times as fast |\n| --- | --- | ---: | ---: | ---: |")
    print("\n".join(rows))
