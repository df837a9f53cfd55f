#!/usr/bin/env python3
"""Computes every figure of `kith evaluate … --answers FILE --json` again from the answers alone, and compares.

    kith evaluate ties mails.txt.gz --answers answers.csv --json > table.json
    bench/accuracy/recompute.py answers.csv table.json

Shares no code with Kith and needs nothing but Python 3. table.json holds one table or, of `evaluate all`, an array.
Columns: docs/accuracy.md, "The answers themselves". Intervals are not recomputed: they depend on the draws.
"""
import csv
import gzip
import json
import math
import sys
from collections import Counter, defaultdict


def average_precision_and_auc(rows):
    """Equal scores share one place. A row without a score comes last; a row may stand for many."""
    places = defaultdict(lambda: [0, 0])
    for row in rows:
        score = float(row["answer"]) if row["answer"] else -math.inf
        places[score][0 if row["truth"] == "1" else 1] += int(row["count"])
    hits = seen = total = won = irrelevant = 0
    for score in sorted(places, reverse=True):
        yes, no = places[score]
        won += no * (hits + yes / 2)
        hits, seen, irrelevant = hits + yes, seen + yes + no, irrelevant + no
        total += yes * hits / seen if yes else 0
    return total / hits if hits else 0, won / (hits * irrelevant) if hits and irrelevant else .5


def calibration(rows):
    bins = defaultdict(float)
    for row in rows:
        chance = float(row["answer"])
        bins[min(9, max(0, int(chance * 10)))] += chance - float(row["truth"])
    return sum(abs(surplus) for surplus in bins.values()) / len(rows)


def found(rows):
    right = sum(row["answer"] == row["truth"] == "1" for row in rows)
    said, sought = sum(row["answer"] == "1" for row in rows), sum(row["truth"] == "1" for row in rows)
    return 2 * right / (said + sought), right / said if said else 0, right / sought if sought else 0


def mutual_information(rows):
    """Adjusted for chance, normalised by the mean of the entropies (Vinh, Epps, Bailey 2010)."""
    n = len(rows)
    groups, labels = Counter(row["answer"] for row in rows), Counter(row["truth"] for row in rows)
    cells = Counter((row["answer"], row["truth"]) for row in rows)
    shared = sum(c / n * math.log(n * c / (groups[a] * labels[b])) for (a, b), c in cells.items())
    entropy = [-sum(c / n * math.log(c / n) for c in sizes.values()) for sizes in (groups, labels)]
    log = lambda k: math.lgamma(k + 1)
    expected = 0
    for a in groups.values():
        for b in labels.values():
            for k in range(max(1, a + b - n), min(a, b) + 1):
                chance = log(a) + log(b) + log(n - a) + log(n - b) - log(n) - log(k) - log(a - k) - log(b - k) - log(n - a - b + k)
                expected += k / n * math.log(n * k / (a * b)) * math.exp(chance)
    return (shared - expected) / (sum(entropy) / 2 - expected)


def mean(values):
    values = list(values)
    return sum(values) / len(values) if values else None


def by(rows, *columns):
    parts = defaultdict(list)
    for row in rows:
        parts[tuple(row[column] for column in columns)].append(row)
    return parts


def ties(rows):
    folds = [by(rows, "fold")[fold] for fold in by(rows, "fold")]
    scores = [average_precision_and_auc(fold) for fold in folds]
    figures = {"ap": mean(ap for ap, _ in scores), "auc": mean(auc for _, auc in scores)}
    if rows[0]["measure"] == "contact" and rows[0]["method"] == "kith":
        figures["ece"] = mean(calibration(fold) for fold in folds)
    return figures


def experts(rows):
    queries = [[int(row["answer"]) if row["answer"] else None for row in part] for part in by(rows, "fold", "item").values()]
    first, precision = [], []
    for right in queries:
        named = sorted(place for place in right if place)
        first.append(1 / named[0] if named else 0)
        precision.append(sum((at + 1) / place for at, place in enumerate(named)) / len(right))
    return {"mrr": mean(first), "map": mean(precision), "success_at5": mean(value >= .2 for value in first)}


def rare_words(rows):
    return {"precision": mean(float(row["truth"]) for row in rows)}


def topics(rows):
    if len(rows) < 10:  # of fewer people there is no score
        return {"mrr": None, "success_at5": None}
    return {"mrr": mean(1 / float(row["answer"]) for row in rows), "success_at5": mean(float(row["answer"]) <= 5 for row in rows)}


def replies(rows):
    parts = by(rows, "measure")
    links = parts["link",]
    right = sum(row["answer"] in row["truth"].split() for row in links)
    sought = sum(len(row["truth"].split()) for row in links)
    people = parts["person",]
    confident = [row for row in people if float(row["answer"]) >= .5]
    return {
        "f1": 2 * right / (len(links) + sought), "precision": right / len(links), "recall": right / sought,
        "tie_f1": found(parts["tie",])[0], "ece": calibration(people), "right_person": mean(float(row["truth"]) for row in confident),
    }


def communities(rows):
    return {"ami": mean(mutual_information(fold) for fold in by(rows, "fold").values())}


def identity(rows):
    parts = by(rows, "measure")
    return {"precision": mean(float(row["truth"]) for row in parts["suggestion",]), "recall": mean(float(row["answer"]) for row in parts["handle",])}


def attendance(rows):
    return dict(zip(("f1", "precision", "recall"), found(rows)))


def holes(rows):
    differences = [abs(float(row["answer"]) - float(row["truth"])) for row in rows]
    blank = [math.isnan(float(row["answer"])) == math.isnan(float(row["truth"])) for row in rows]
    return {"difference": max(d for d in differences if not math.isnan(d)) if all(blank) else math.inf}


def reach(rows):
    return {"agree": mean(row["answer"] == row["truth"] or abs(float(row["answer"]) - float(row["truth"])) < 1e-9 for row in rows)}


def impact(rows):
    parts = by(rows, "measure")
    figures = dict(zip(("f1", "precision", "recall"), found(parts["forged",]))) if parts["forged",] else {}
    return figures | {name: mean(float(row["answer"]) for row in parts["claim",] if row["truth"] == truth) for name, truth in (("false_alarms", "0"), ("claims", "1"))}


MEASURES = dict(ties=ties, experts=experts, **{"rare words": rare_words}, topics=topics, replies=replies, communities=communities, identity=identity, attendance=attendance, holes=holes, reach=reach, impact=impact)


def main(answers, tables):
    with (gzip.open if answers.endswith(".gz") else open)(answers, "rt", newline="", encoding="utf-8") as file:
        parts = by(csv.DictReader(file), "data", "capability", "method")
    with open(tables, encoding="utf-8") as file:
        tables = json.load(file)
    wrong = compared = 0
    several = isinstance(tables, list)
    for table in tables if several else [tables]:
        for method in table.get("methods", []):
            rows = parts.get((table["data"] if several else "", table["capability"], method["method"]))
            for name, value in (MEASURES[table["capability"]](rows) if rows else {}).items():
                told = method.get(name)
                if told is None and value is None:
                    continue
                compared += 1
                same = told is not None and value is not None and abs(told - value) < 1e-9
                wrong += not same
                print(f"{table['capability']:12} {method['method']:26} {name:13} {told} {'=' if same else '≠ ' + str(value)}")
    print(f"{compared} figures compared, {wrong} differ.")
    return 1 if wrong or not compared else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:])) if len(sys.argv) == 3 else sys.exit(__doc__)
