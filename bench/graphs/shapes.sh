#!/bin/sh
# Graphs that nobody gave us, beside igraph: bench/graphs/shapes.sh [WORK [STEP ...]] writes bench/results/graphs-shapes.md.
# Steps are the shapes of not_given.py and write; with a folder WORK they can be taken one at a time. Takes ten minutes.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
project=$here/../Kith.Benchmarks
work=${1:-$(mktemp -d)}
[ $# -gt 0 ] && shift || trap 'rm -rf "$work"' EXIT
mkdir -p "$work"
steps=${*:-$(/usr/bin/python3 "$here/not_given.py") write}

[ "$steps" = write ] || dotnet build -c Release -v q -nologo "$project" >&2

for step in $steps; do
    if [ "$step" = write ]; then
        /usr/bin/python3 "$here/shapes_table.py" "$work" > "$work/shapes.md"
        cp "$work/shapes.md" "$here/../results/graphs-shapes.md"
        continue
    fi

    [ -e "$work/$step" ] || /usr/bin/python3 "$here/not_given.py" "$step" "$work/$step"
    cut -d' ' -f1 /proc/loadavg > "$work/$step.load"
    set -- components k-core pagerank "local clustering" constraint louvain leiden betweenness "harmonic closeness" eigenvector
    dotnet "$project/bin/Release/net10.0/Kith.Benchmarks.dll" graphs time "$work/$step" "$@" > "$work/$step.ours"
    /usr/bin/python3 "$here/igraph_times.py" "$work/$step" 1 10 "$@" > "$work/$step.igraph"
done
