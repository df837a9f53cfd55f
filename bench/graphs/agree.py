"""Largest difference between our graph measures and igraph's over random graphs (JSON lines on standard input).

What igraph does not have (effective size, efficiency, hierarchy) is computed here by Burt's formulas as they stand.
"""
import json
import math
import sys

import igraph


def difference(ours, theirs):
    if isinstance(ours, list):
        return max((difference(a, b) for a, b in zip(ours, theirs)), default=0.0)
    ours, theirs = float(ours), float(theirs)
    if math.isnan(ours) or math.isnan(theirs):
        return 0.0 if math.isnan(ours) and math.isnan(theirs) else math.inf
    return abs(ours - theirs)


def holes(case):
    """Burt 1992, the sums written out."""
    everybody = range(case["count"])
    s = [[0.0] * case["count"] for _ in everybody]
    for a, b, weight in zip(case["from"], case["to"], case["weight"]):
        s[a][b] += weight
        s[b][a] += weight
    total, most = [sum(row) for row in s], [max(row) for row in s]
    found = {"effective_size": [], "efficiency": [], "hierarchy": []}
    for i in everybody:
        contacts = [j for j in everybody if s[i][j] > 0]
        n = len(contacts)
        size = sum(1 - sum(s[i][q] / total[i] * s[j][q] / most[j] for q in contacts if q != j) for j in contacts) if n else math.nan
        c = [(s[i][j] / total[i] + sum(s[i][q] / total[i] * s[q][j] / total[q] for q in contacts if q != j)) ** 2 for j in contacts]
        r = [n * one / sum(c) for one in c]
        found["effective_size"].append(size)
        found["efficiency"].append(size / n if n else math.nan)
        found["hierarchy"].append(sum(x * math.log(x) for x in r) / (n * math.log(n)) if n > 1 else 1.0 if n else math.nan)
    return found


worst, graphs = {}, 0
for line in sys.stdin:
    case = json.loads(line)
    directed = igraph.Graph(case["count"], list(zip(case["from"], case["to"])), directed=True)
    directed.es["weight"] = case["weight"]
    simple = directed.as_undirected(combine_edges="sum")
    adamic = simple.similarity_inverse_log_weighted()
    for v in range(case["count"]):
        adamic[v][v] = 0.0  # igraph also scores a vertex with itself
    theirs = {
        "components": len(directed.connected_components(mode="weak")),
        "constraint": directed.constraint(weights="weight"),
        "constraint_unweighted": simple.constraint(),
        **holes(case),
        # Without ties igraph says NaN, we say 0.
        "modularity": simple.modularity(case["groups"], weights="weight") if simple.ecount() else 0.0,
        "pagerank": directed.pagerank(weights="weight"),
        "eigenvector": simple.eigenvector_centrality(weights="weight"),
        "core": simple.coreness(),
        "betweenness": directed.betweenness(),
        "betweenness_undirected": simple.betweenness(),
        "harmonic": directed.harmonic_centrality(mode="out"),
        "closeness": directed.closeness(mode="out"),
        "clustering": simple.transitivity_local_undirected(mode="nan"),
        "transitivity": simple.transitivity_undirected(),
        "adamic_adar": adamic,
    }
    graphs += 1
    for what, values in theirs.items():
        worst[what] = max(worst.get(what, 0.0), difference(case[what], values))

print(f"Largest difference from igraph {igraph.__version__} over {graphs} random weighted directed graphs of 2-39 vertices:\n")
print("| measure | largest difference |\n| --- | --- |")
for what, value in worst.items():
    print(f"| {what.replace('_', ' ')} | {value:.1e} |")
