#!/usr/bin/env python3
"""One table of `kith evaluate … --json` as Markdown: table.py NAME TABLE.json NOTE, with a note on the figures computed again."""
import json
import sys

TITLES = {
    "ap": "AP", "auc": "AUC", "mrr": "MRR", "map": "MAP", "success_at5": "S@5", "f1": "F1", "ece": "ECE", "precision": "precision", "recall": "recall", "tie_f1": "tie F1",
    "right_person": "person", "ami": "AMI", "agree": "agree", "difference": "difference", "false_alarms": "false alarms", "claims": "claims", "low": "low", "high": "high",
}


def figure(value):
    return "" if value is None else f"{value:.0e}" if 0 < value < .0005 else f"{value:.3f}".removeprefix("0") if value < 1 else f"{value:.3f}"


name, path, note = sys.argv[1:]
with open(path) as file:
    table = json.load(file)
rows = table["methods"] + table.get("bounds", [])
columns = [column for column in TITLES if any(row.get(column) is not None for row in rows)]
print(f"\n## {name}\n\n| | {' | '.join(TITLES[column] for column in columns)} |\n|{' --- |' * (len(columns) + 1)}")
for row in rows:
    print(f"| {row['method']} | {' | '.join(figure(row.get(column)) for column in columns)} |")
print(f"\n{note}")
