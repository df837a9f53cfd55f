#!/bin/sh
# Graph kernels beside igraph: bench/graphs/run.sh DATA [WORK [STEP ...]] writes bench/results/graphs.md; bench/graphs/curves.sh draws the curves.
# DATA holds email-eu-core/ and soc-epinions1/ (from snap.stanford.edu); needs Debian's python3-igraph, python3-networkx and python3-sklearn.
# It takes half an hour, a third of which are igraph's constraints of R-MAT 20. With a folder WORK, where graphs and figures stay, the steps can be taken one at a time, in any order:
# email epinions rmat13 planted rmat18 rmat20 threads agree departments write
set -eu
data=$1
here=$(cd "$(dirname "$0")" && pwd)
project=$here/../Kith.Benchmarks
if [ $# -gt 1 ]; then
    work=$2
    shift 2
    mkdir -p "$work"
else
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    shift
fi
steps=${*:-email epinions rmat13 planted rmat18 rmat20 threads agree departments write}

[ "$steps" = write ] || dotnet build -c Release -v q -nologo "$project" >&2
kith() { dotnet "$project/bin/Release/net10.0/Kith.Benchmarks.dll" graphs "$@"; }

graph() { # makes the file of a graph unless it is there
    [ -e "$work/$1" ] || case $1 in
        email) kith pairs "$data/email-eu-core/email-Eu-core.txt" "$work/$1" ;;
        epinions) kith pairs "$data/soc-epinions1/soc-Epinions1.txt.gz" "$work/$1" ;;
        rmat13) kith rmat 13 80000 "$work/$1" ;;
        rmat18) kith rmat 18 4194304 "$work/$1" ;;
        rmat20) kith rmat 20 16777216 "$work/$1" ;;
        planted) kith planted 100000 "$work/$1" ;;
    esac
}

turns() { # ROUNDS GRAPH NAME SECONDS [WHAT ...]: both programs, one after the other, each in a fresh process
    graph "$2"
    : > "$work/$3.ours"
    : > "$work/$3.igraph"
    more "$@"
}

more() { # the same, added to what is there
    rounds=$1 graph=$2 name=$3 seconds=$4
    shift 4
    for round in $(seq "$rounds"); do
        echo "round $round: $name" >&2
        kith time "$work/$graph" "$@" >> "$work/$name.ours"
        /usr/bin/python3 "$here/igraph_times.py" "$work/$graph" "$round" "$seconds" "$@" >> "$work/$name.igraph"
    done
}

slow() { # GRAPH NAME: networkx, each measure once and for fifteen seconds at most
    /usr/bin/python3 "$here/networkx_times.py" "$work/$1" 15 > "$work/$2.networkx"
}

load() { # of each step
    for one in "$work"/*.load; do
        [ -e "$one" ] && printf ' %s %s' "$(basename "$one" .load)" "$(cat "$one")"
    done
}

older() { # graphs whose figures were taken more than two hours before the latest
    latest=$(stat -c %Y "$work"/*.ours | sort -n | tail -1)
    for one in "$work"/*.ours; do
        [ $((latest - $(stat -c %Y "$one"))) -lt 7200 ] || printf ' Of %s the figures are those of %s, of the code of then.' "$(basename "$one" .ours)" "$(date -u -r "$one" '+%Y-%m-%d %H:%M')"
    done
}

page() {
    cat <<TEXT
# Graph kernels beside igraph

\`bench/graphs/run.sh DATA\`

Processor time (not wall-clock) of one thread; means of the rounds in which the two programs take turns (three on email-Eu-core, two on soc-Epinions1, the planted graph and R-MAT 18, one on R-MAT 13 and 20; of Leiden fifteen, six
and, on R-MAT 13, five, on soc-Epinions1 of PageRank, clustering and constraint six: whole processes of either program are a third slower than others, by the place where they run),
each a fresh process with up to 3 timed runs. Ours are warmed up until nothing is compiled any more; the first call, which compiles, is shown beside.
igraph $(/usr/bin/python3 -c 'import igraph; print(igraph.__version__)') (C) through Python; networkx $(/usr/bin/python3 -c 'import networkx; print(networkx.__version__)'), once each and for fifteen seconds at most; NetworKit is not among Debian's packages; .NET $(dotnet --version); $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1). Graphs are taken as undirected, each pair once.
Leiden: modularity; igraph goes up twice (2 iterations), Kith folds who has one tie or none, then goes up and down by moves, and up and down once with splitting, on large graphs (soc-Epinions1, planted, R-MAT 18 and 20) and those of unclear groups (R-MAT 13) twice. R-MAT s: 2^s vertices, 80,000 (13), 4.2 million (18) and 16.8 million (20) pairs drawn;
planted: communities as in LFR, 100,000 people. Load of the machine, all else on it included, as the steps began:$(load).$(older)
How time and memory grow: [curves](graphs-scaling.md). What was missed, and why: [graph kernels](../../docs/graph-kernels.md).
TEXT
    /usr/bin/python3 "$here/compare.py" "$work"
    printf '\n## Same answers\n\n'
    cat "$work/agree.md"
    printf '\n## Groups and departments of email-Eu-core\n\n'
    cat "$work/departments.md"
}

for step in $steps; do
    [ "$step" = write ] || echo "$(cut -d' ' -f1 /proc/loadavg)" > "$work/$step.load"
    case $step in
        email) turns 3 email "email-Eu-core" 60; more 12 email "email-Eu-core" 2 leiden; slow email "email-Eu-core" ;;
        epinions) turns 2 epinions "soc-Epinions1" 60; more 4 epinions "soc-Epinions1" 2 pagerank "local clustering" constraint; more 4 epinions "soc-Epinions1" 2 leiden; slow epinions "soc-Epinions1" ;;
        rmat13) turns 1 rmat13 "R-MAT 13" 20; more 4 rmat13 "R-MAT 13" 2 leiden; slow rmat13 "R-MAT 13" ;;
        planted) turns 2 planted "planted 100,000" 60 ;;
        rmat18) turns 2 rmat18 "R-MAT 18" 5 build components k-core pagerank eigenvector "local clustering" constraint louvain leiden ;;
        rmat20) turns 1 rmat20 "R-MAT 20" 1 build components k-core pagerank "local clustering" constraint louvain leiden ;;
        threads)
            for one in "R-MAT 13=rmat13" "soc-Epinions1=epinions" "planted 100,000=planted" "R-MAT 18=rmat18"; do
                graph "${one#*=}"
                kith threads "$work/${one#*=}" > "$work/${one%%=*}.threads"
            done ;;
        agree) kith measures 1000 | /usr/bin/python3 "$here/agree.py" > "$work/agree.md" ;;
        departments)
            graph email
            kith groups "$work/email" | /usr/bin/python3 "$here/departments.py" "$data/email-eu-core/email-Eu-core-department-labels.txt" > "$work/departments.md" ;;
        write)
            page > "$work/graphs.md"
            mv "$work/graphs.md" "$here/../results/graphs.md" ;;
        *)
            echo "There is no step $step." >&2
            exit 2 ;;
    esac
done
