"""Processor time of igraph for what bench/Kith.Benchmarks measures of ours: one JSON object a line.

igraph_times.py FILE SEED [SECONDS] [NAME ...]: what is named (everything if nothing), each up to 3 times but not again once SECONDS are spent.
"""
import array
import json
import os
import random
import sys
import time

# PageRank of igraph would use all processors, and its threads wait for each other in loops that count as processor time.
os.environ["OMP_NUM_THREADS"] = "1"

import igraph

# So many seeds tell means of modularity apart that differ less than one seed from the next.
SEEDS = 20

path, seed = sys.argv[1], int(sys.argv[2])
limit = float(sys.argv[3]) if len(sys.argv) > 3 else 60
wanted = sys.argv[4:]
random.seed(seed)
numbers = array.array("i", open(path, "rb").read())
count = numbers[0]
pairs = memoryview(array.array("q", numbers[2:])).cast("B").cast("q", (len(numbers) // 2 - 1, 2))
graph = igraph.Graph(count, pairs).simplify()


def measure(what, run, seeds=0):
    """Up to 3 timed runs; their values, and those of as many seeds as asked for while there is time, say how good the answers are."""
    if wanted and what not in wanted:
        return
    times, values = [], []
    while len(times) < 3 and sum(times) < 1000 * limit:
        start = time.process_time()
        value = run()
        times.append(1000 * (time.process_time() - start))
        values.append(value)
    start, quality = time.process_time(), list(values)
    while len(quality) < seeds and time.process_time() - start < limit:
        quality.append(run())
    print(json.dumps({"What": what, "Ms": times, "Value": values, "Quality": quality if seeds else None}), flush=True)


def finite(values):
    return sum(value for value in values if value == value)


measure("build", lambda: igraph.Graph(count, pairs).simplify().vcount())
measure("components", lambda: len(graph.connected_components()))
measure("k-core", lambda: max(graph.coreness()))
measure("pagerank", lambda: max(graph.pagerank()))
measure("local clustering", lambda: finite(graph.transitivity_local_undirected(mode="zero")))
measure("constraint", lambda: finite(graph.constraint()))
measure("louvain", lambda: graph.modularity(graph.community_multilevel()), SEEDS)
measure("leiden", lambda: graph.modularity(graph.community_leiden("modularity", n_iterations=2)), SEEDS)
measure("eigenvector", lambda: sum(graph.eigenvector_centrality()))
if count * 2 * graph.ecount() < 2_000_000_000:
    measure("betweenness", lambda: sum(graph.betweenness()))
    measure("harmonic closeness", lambda: sum(graph.harmonic_centrality()))
