#!/bin/sh
# Graph kernels beside igraph: bench/graphs/run.sh DATA [ROUNDS] writes bench/results/graphs.md.
# DATA holds email-eu-core/ and soc-epinions1/ (from snap.stanford.edu); needs Debian's python3-igraph and python3-sklearn.
set -eu
data=$1
rounds=${2:-5}
here=$(cd "$(dirname "$0")" && pwd)
project=$here/../Kith.Benchmarks
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet build -c Release -v q -nologo "$project" >&2
kith() { dotnet "$project/bin/Release/net10.0/Kith.Benchmarks.dll" graphs "$@"; }

kith rmat "$work/rmat"
for round in $(seq "$rounds"); do
    for graph in "email-Eu-core=$data/email-eu-core/email-Eu-core.txt" "R-MAT 13=$work/rmat" "soc-Epinions1=$data/soc-epinions1/soc-Epinions1.txt.gz"; do
        echo "round $round: ${graph%%=*}" >&2
        kith time "${graph#*=}" >> "$work/${graph%%=*}.ours"
        /usr/bin/python3 "$here/igraph_times.py" "${graph#*=}" "$round" >> "$work/${graph%%=*}.igraph"
    done
done

{
    cat <<TEXT
# Graph kernels beside igraph

\`bench/graphs/run.sh DATA $rounds\`

Processor time (not wall-clock) of one thread; medians of $rounds rounds in which the two programs take turns, each a fresh
process with 3 timed runs. Ours are warmed up; the first call, which compiles, is shown beside. igraph $(/usr/bin/python3 -c 'import igraph; print(igraph.__version__)') (C) through Python; .NET $(dotnet --version);
$(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), shared with other work, so single figures waver by a third. Graphs are taken as
undirected, each pair once. Leiden: modularity, 2 iterations. R-MAT 13: 8,192 vertices, 80,000 pairs drawn.
TEXT
    /usr/bin/python3 "$here/compare.py" "$work"
    printf '\n## Same answers\n\n'
    kith measures 1000 | /usr/bin/python3 "$here/agree.py"
    printf '\n## Groups and departments of email-Eu-core\n\n'
    kith groups "$data/email-eu-core/email-Eu-core.txt" | /usr/bin/python3 "$here/departments.py" "$data/email-eu-core/email-Eu-core-department-labels.txt"
} > "$here/../results/graphs.md"
