"""Tables of how many times as fast as igraph Kith is on the graphs of not_given.py, from the files SHAPE.ours and SHAPE.igraph in the folder given."""
import array
import glob
import os
import statistics
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from compare import GATES, number, quality, read

MEASURES = ["components", "k-core", "pagerank", "local clustering", "constraint"]
OTHERS = ["louvain", "leiden", "betweenness", "harmonic closeness", "eigenvector"]


def size(path):
    numbers = array.array("i", open(path, "rb").read())
    return f"{numbers[0]:,} | {len(numbers) // 2 - 1:,}"


print("""# Graphs that nobody gave us

`bench/graphs/shapes.sh`

Graphs of the shapes that public collections hold, made by `bench/graphs/not_given.py`: how many times as fast as igraph, one thread each, and in
brackets what Kith takes in milliseconds of processor time. Medians of up to three runs (ours warmed up, each the mean of a batch) in one process, as in [the table of the graphs given](graphs.md); below the gate in italics.
""")


def cell(what):
    """How many times as fast as igraph, and what it takes; empty where neither was measured."""
    if what not in theirs:
        return " |"
    mine = statistics.median(ours[what]["Ms"])
    times = statistics.median(theirs[what]["Ms"]) / mine
    mark = "" if times >= GATES.get(what, 1) else "*"
    return f" {mark}{times:.1f}{mark} ({number(mine)}) |"


def head(first, columns, last=""):
    print(f"| graph |{first}" + "".join(f" {what}, gate {GATES.get(what, 1)} |" for what in columns) + last)
    print("| --- |" + " ---: |" * (first.count("|") + len(columns)) + (" --- |" if last else ""))


rows = []
for path in sorted(glob.glob(os.path.join(sys.argv[1], "*.ours"))):
    name = path[: -len(".ours")]
    ours, theirs = read(path), read(name + ".igraph")
    rows.append((os.path.basename(name), f"{size(name)} | {open(name + '.load').read().strip()} |" + "".join(map(cell, MEASURES)),
                 "".join(map(cell, OTHERS)) + f" {quality(ours['leiden']['Quality'], theirs['leiden']['Quality'])} |"))
head(" people | pairs | load |", MEASURES)
for name, cells, _ in rows:
    print(f"| {name} | {cells}")
print("\nBetweenness is exact, and measured where people times ties are fewer than two thousand million.\n")
head("", OTHERS, " Leiden's modularity |")
for name, _, cells in rows:
    print(f"| {name} |{cells}")
