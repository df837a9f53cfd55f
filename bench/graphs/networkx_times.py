"""Processor time of networkx for what it has of the same: one JSON object a line, once each; null where SECONDS did not suffice.

networkx_times.py FILE SECONDS
"""
import array
import json
import multiprocessing
import sys
import time

import networkx

path, limit = sys.argv[1], float(sys.argv[2])
numbers = array.array("i", open(path, "rb").read())
count, ends = numbers[0], numbers[2:]


def build():
    graph = networkx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from((a, b) for a, b in zip(ends[::2], ends[1::2]) if a != b)
    return graph


graph = build()
measures = {
    "build": build,
    "components": lambda: list(networkx.connected_components(graph)),
    "k-core": lambda: networkx.core_number(graph),
    "pagerank": lambda: networkx.pagerank(graph),
    "local clustering": lambda: networkx.clustering(graph),
    "constraint": lambda: networkx.constraint(graph),
    "louvain": lambda: networkx.community.louvain_communities(graph, seed=1),
    "eigenvector": lambda: networkx.eigenvector_centrality(graph, max_iter=1000),
    "betweenness": lambda: networkx.betweenness_centrality(graph, normalized=False),
    "harmonic closeness": lambda: networkx.harmonic_centrality(graph),
}


def time_of(run, told):
    start = time.process_time()
    run()
    told.put(1000 * (time.process_time() - start))


for what, run in measures.items():
    told = multiprocessing.get_context("fork").Queue()
    child = multiprocessing.get_context("fork").Process(target=time_of, args=(run, told))
    child.start()
    child.join(limit)
    if child.is_alive():
        child.kill()
        child.join()
    print(json.dumps({"What": what, "Ms": told.get() if child.exitcode == 0 else None}), flush=True)
