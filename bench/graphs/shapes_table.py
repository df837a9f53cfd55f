"""One table of how many times as fast as igraph Kith is on the graphs of not_given.py, from the files SHAPE.ours and SHAPE.igraph in the folder given."""
import array
import glob
import os
import statistics
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from compare import GATES, number, read

MEASURES = ["components", "k-core", "pagerank", "local clustering", "constraint"]


def size(path):
    numbers = array.array("i", open(path, "rb").read())
    return f"{numbers[0]:,} | {len(numbers) // 2 - 1:,}"


print("""# Graphs that nobody gave us

`bench/graphs/shapes.sh`

Graphs of the shapes that public collections hold, made by `bench/graphs/not_given.py`: how many times as fast as igraph, one thread each, and in
brackets what Kith takes in milliseconds of processor time. Medians of up to three runs (ours warmed up, each the mean of a batch) in one process, as in [the table of the graphs given](graphs.md); below the gate in italics.
""")
print("| graph | people | pairs | load |" + "".join(f" {what}, gate {GATES.get(what, 1)} |" for what in MEASURES))
print("| --- | ---: | ---: | ---: |" + " ---: |" * len(MEASURES))
for path in sorted(glob.glob(os.path.join(sys.argv[1], "*.ours"))):
    name = path[: -len(".ours")]
    ours, theirs, cells = read(path), read(name + ".igraph"), []
    for what in MEASURES:
        mine = statistics.median(ours[what]["Ms"])
        times = statistics.median(theirs[what]["Ms"]) / mine
        mark = "" if times >= GATES.get(what, 1) else "*"
        cells.append(f" {mark}{times:.1f}{mark} ({number(mine)}) |")
    print(f"| {os.path.basename(name)} | {size(name)} | {open(name + '.load').read().strip()} |" + "".join(cells))
