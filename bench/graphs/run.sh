#!/bin/sh
# Graph kernels beside igraph: bench/graphs/run.sh DATA [ROUNDS [large]] writes bench/results/graphs.md; bench/graphs/curves.sh draws the curves.
# DATA holds email-eu-core/ and soc-epinions1/ (from snap.stanford.edu); needs Debian's python3-igraph and python3-sklearn.
# "large" adds R-MAT 20, and constraint on R-MAT 18, in one round: igraph alone takes ten minutes for them.
set -eu
data=$1
rounds=${2:-3}
here=$(cd "$(dirname "$0")" && pwd)
project=$here/../Kith.Benchmarks
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet build -c Release -v q -nologo "$project" >&2
kith() { dotnet "$project/bin/Release/net10.0/Kith.Benchmarks.dll" graphs "$@"; }

turn() { # ROUND NAME FILE SECONDS [WHAT ...]: both programs once, one after the other
    round=$1 name=$2 file=$work/$3 seconds=$4
    shift 4
    echo "round $round: $name" >&2
    kith time "$file" "$@" >> "$work/$name.ours"
    /usr/bin/python3 "$here/igraph_times.py" "$file" "$round" "$seconds" "$@" >> "$work/$name.igraph"
}

kith pairs "$data/email-eu-core/email-Eu-core.txt" "$work/email"
kith pairs "$data/soc-epinions1/soc-Epinions1.txt.gz" "$work/epinions"
kith rmat 13 80000 "$work/rmat13"
kith rmat 18 4194304 "$work/rmat18"
kith planted 100000 "$work/planted"

for round in $(seq "$rounds"); do
    turn "$round" "email-Eu-core" email 60
    turn "$round" "R-MAT 13" rmat13 20
    turn "$round" "soc-Epinions1" epinions 60
    turn "$round" "planted 100,000" planted 60
    turn "$round" "R-MAT 18" rmat18 5 build components k-core pagerank eigenvector "local clustering" louvain leiden
done
if [ -n "${3:-}" ]; then
    kith rmat 20 16777216 "$work/rmat20"
    turn 1 "R-MAT 18" rmat18 1 constraint
    turn 1 "R-MAT 20" rmat20 1 build components k-core pagerank "local clustering" louvain leiden
fi
for graph in "soc-Epinions1=epinions" "planted 100,000=planted" "R-MAT 18=rmat18"; do
    kith threads "$work/${graph#*=}" > "$work/${graph%%=*}.threads"
done

{
    cat <<TEXT
# Graph kernels beside igraph

\`bench/graphs/run.sh DATA $rounds ${3:-}\`

Processor time (not wall-clock) of one thread; medians of $rounds rounds in which the two programs take turns, each a fresh
process with up to 3 timed runs. Ours are warmed up; the first call, which compiles, is shown beside. igraph $(/usr/bin/python3 -c 'import igraph; print(igraph.__version__)') (C) through Python; .NET $(dotnet --version);
$(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), shared with other work, so single figures waver by a third. Graphs are taken as
undirected, each pair once. Leiden: modularity, 2 iterations. R-MAT s: 2^s vertices, 80,000, 4.2 million (18) and 16.8 million (20) pairs drawn; planted:
communities as in LFR, 100,000 people. How time and memory grow: [curves](graphs-scaling.md).
TEXT
    /usr/bin/python3 "$here/compare.py" "$work"
    printf '\n## Same answers\n\n'
    kith measures 1000 | /usr/bin/python3 "$here/agree.py"
    printf '\n## Groups and departments of email-Eu-core\n\n'
    kith groups "$work/email" | /usr/bin/python3 "$here/departments.py" "$data/email-eu-core/email-Eu-core-department-labels.txt"
} > "$here/../results/graphs.md"
