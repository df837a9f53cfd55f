"""Processor time of igraph for what bench/Kith.Benchmarks measures of ours: one JSON object a line."""
import gzip
import json
import random
import sys
import time

import igraph

path, seed = sys.argv[1], int(sys.argv[2])
random.seed(seed)
with (gzip.open if path.endswith(".gz") else open)(path, "rt") as lines:
    pairs = [tuple(map(int, line.split()[:2])) for line in lines if not line.startswith("#")]
count = 1 + max(max(pair) for pair in pairs)
graph = igraph.Graph(count, pairs).simplify()


def measure(what, run, runs=3):
    times, values = [], []
    for _ in range(runs):
        start = time.process_time()
        value = run()
        times.append(1000 * (time.process_time() - start))
        values.append(value)
    print(json.dumps({"What": what, "Ms": times, "Value": values}), flush=True)


def leiden():
    groups = graph.community_leiden("modularity", n_iterations=2)
    return graph.modularity(groups)


def finite(values):
    return sum(value for value in values if value == value)


measure("build", lambda: igraph.Graph(count, pairs).simplify().vcount())
measure("components", lambda: len(graph.connected_components()))
measure("leiden", leiden)
measure("constraint", lambda: finite(graph.constraint()))
measure("local clustering", lambda: finite(graph.transitivity_local_undirected(mode="zero")))
measure("k-core", lambda: max(graph.coreness()))
measure("pagerank", lambda: max(graph.pagerank()))
if count * 2 * graph.ecount() < 2_000_000_000:
    measure("betweenness", lambda: sum(graph.betweenness()), runs=1)
    measure("harmonic closeness", lambda: sum(graph.harmonic_centrality()), runs=1)
    measure("layout", lambda: graph.layout_drl().coords[0][0], runs=1)
