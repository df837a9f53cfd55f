"""Adjusted mutual information of groups (one line of labels each, on standard input) with the labels in a file ("vertex label")."""
import statistics
import sys

from sklearn.metrics import adjusted_mutual_info_score

labels = [int(line.split()[1]) for line in open(sys.argv[1])]
print("| groups by | AMI, mean of 10 seeds | least | most |\n| --- | ---: | ---: | ---: |")
scores = {}
for line in sys.stdin:
    method, groups = line.split(":")
    scores.setdefault(method, []).append(adjusted_mutual_info_score(labels, [int(group) for group in groups.split()]))
for method, found in scores.items():
    print(f"| {method} | {statistics.mean(found):.3f} | {min(found):.3f} | {max(found):.3f} |")
