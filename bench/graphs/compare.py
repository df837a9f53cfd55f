"""Tables from the lines of the programs, each line the median of a process and the figure the mean of these: files NAME.ours, NAME.igraph, NAME.networkx and NAME.threads in the folder given."""
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
        kept = figures.setdefault(figure["What"], {"Ms": [], "Value": [], "First": [], "Quality": []})
        kept["Ms"].append(statistics.median(figure["Ms"]))
        kept["Value"] += figure["Value"]
        kept["First"] += [figure["First"]] if "First" in figure else []
        kept["Quality"] += figure.get("Quality") or figure["Value"]
    return figures


def number(ms):
    return f"{ms:.2f}" if ms < 10 else f"{ms:,.0f}"


def error(values):
    return statistics.stdev(values) / len(values) ** 0.5 if len(values) > 1 else 0


def quality(ours, theirs):
    """Means with standard errors; below is said where ours is less by more than two standard errors of the difference."""
    difference = statistics.mean(ours) - statistics.mean(theirs)
    doubt = (error(ours) ** 2 + error(theirs) ** 2) ** 0.5
    verdict = "below" if difference < -2 * doubt - 1e-9 else "above" if difference > 2 * doubt + 1e-9 else "as good"
    means = [f"{statistics.mean(values):.5f} ± {error(values):.5f} ({len(values)})" for values in (ours, theirs)]
    return f"mean modularity {means[0]}, igraph {means[1]}: {verdict}"


def speed(path):
    name = os.path.basename(path)[: -len(".ours")]
    ours, theirs = read(path), read(path[: -len("ours")] + "igraph")
    slow = {figure["What"]: figure["Ms"] for figure in lines(path[: -len("ours")] + "networkx")}
    print(f"\n## {name}\n\n| | Kith, ms | first call, ms | igraph, ms | igraph / Kith | gate |{' networkx, ms |' if slow else ''} remark |")
    print(f"| --- | ---: | ---: | ---: | ---: | --- |{' ---: |' if slow else ''} --- |")
    for what, figure in ours.items():
        mine, first = statistics.mean(figure["Ms"]), statistics.median(figure["First"])
        other = theirs.get(what)
        their = statistics.mean(other["Ms"]) if other else None
        gate, remark = "", ""
        if other:
            wanted = GATES.get(what, 1)
            gate = f"{wanted}: {'reached' if their / mine >= wanted else 'missed'}"
        if what in ("leiden", "louvain") and other:
            remark = quality(figure["Quality"], other["Quality"])
        elif what == "leiden, fitted resolution":
            remark = f"resolution {statistics.mean(figure['Value']):.2f}"
        third = f" {number(slow[what]) if slow[what] else 'stopped'} |" if what in slow else " |" if slow else ""
        print(f"| {what} | {number(mine)} | {number(first)} | {number(their) if other else ''} | {f'{their / mine:.1f}' if other else ''} | {gate} |{third} {remark} |")


def threads(path):
    for figure in lines(path):
        one, two = min(figure["One"]), min(figure["Two"])
        yield f"| {os.path.basename(path)[: -len('.threads')]} | {figure['What']} | {number(one)} | {number(two)} | {one / two:.2f} |"


if __name__ == "__main__":
    for path in sorted(glob.glob(os.path.join(sys.argv[1], "*.ours"))):
        speed(path)

    rows = [row for path in sorted(glob.glob(os.path.join(sys.argv[1], "*.threads"))) for row in threads(path)]
    if rows:
        print("\n## Two threads\n\nWall-clock time, the least of five turns each; what is not listed uses one thread.\n")
        print("| graph | | one thread, ms | two, ms | times as fast |\n| --- | --- | ---: | ---: | ---: |")
        print("\n".join(rows))
