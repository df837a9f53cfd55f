"""Table of medians from the lines of both programs: files NAME.ours and NAME.igraph in the folder given."""
import glob
import json
import os
import statistics
import sys


def read(path):
    figures = {}
    for line in open(path):
        figure = json.loads(line)
        kept = figures.setdefault(figure["What"], {"Ms": [], "Value": [], "First": []})
        kept["Ms"] += figure["Ms"]
        kept["Value"] += figure["Value"]
        kept["First"] += [figure["First"]] if "First" in figure else []
    return figures


def number(ms):
    return f"{ms:.2f}" if ms < 10 else f"{ms:,.0f}"


for path in sorted(glob.glob(os.path.join(sys.argv[1], "*.ours"))):
    name = os.path.basename(path)[: -len(".ours")]
    ours, theirs = read(path), read(path[: -len("ours")] + "igraph")
    print(f"\n## {name}\n\n| | Kith, ms | first call, ms | igraph, ms | igraph / Kith | remark |\n| --- | ---: | ---: | ---: | ---: | --- |")
    for what, figure in ours.items():
        mine, first = statistics.median(figure["Ms"]), statistics.median(figure["First"])
        other = theirs.get(what)
        their = statistics.median(other["Ms"]) if other else None
        remark = ""
        if what == "leiden":
            remark = f"mean modularity {statistics.mean(figure['Value']):.4f}, igraph {statistics.mean(other['Value']):.4f}"
        elif what == "leiden, fitted resolution":
            remark = f"resolution {statistics.mean(figure['Value']):.2f}"
        elif what == "layout" and other:
            remark = "igraph: DrL"
        print(f"| {what} | {number(mine)} | {number(first)} | {number(their) if other else ''} | {f'{their / mine:.1f}' if other else ''} | {remark} |")
