#!/bin/sh
# Search beside SQLite FTS5 and Xapian: bench/text/run.sh [MESSAGES] writes bench/results/text.md. Needs Debian's python3-xapian.
set -eu
messages=${1:-1000000}
here=$(cd "$(dirname "$0")" && pwd)
project=$here/../Kith.Benchmarks
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet build -c Release -v q -nologo "$project" >&2
kith() { dotnet "$project/bin/Release/net10.0/Kith.Benchmarks.dll" "$@"; }

kith text write "$work" "$messages"
{
    kith text search "$work"
    /usr/bin/python3 "$here/xapian_search.py" "$work"
    /usr/bin/python3 "$here/fts5.py" "$work"
} > "$work/all"
kith who-knows "$messages" > "$work/who"
load=$(cut -d ' ' -f 1-3 /proc/loadavg)
{
    cat <<TEXT
# Index and search: speed and size

\`bench/text/run.sh $messages\`

.NET $(dotnet --version), $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), load at the end $load. Each program in
a process of its own, one after the other. $messages generated messages: Zipf-distributed words of which the commonest are those of
English, threads of 20 messages, seed 1; 50 questions are made of their words, commonest words included. Processor time of all threads.

**The best ten messages**, ranked by BM25 by all three. Kith leaves stop words out; the others index and look for them, as they do when
nothing else is said. Kith and FTS5 keep the places of words, Xapian does not.

| | messages indexed a second | bytes a message | 3 words, p50 / p95 | 40 words, p50 / p95 | p95 beside Kith's, 3 / 40 words |
| --- | --- | --- | --- | --- | --- |
TEXT
    awk -F '\t' '$2 == "index" { order[++n] = $1; speed[$1] = $3; size[$1] = $4 } $2 != "index" { ask[$1, $2] = $3 " / " $4 " ms"; p95[$1, $2] = $4 }
        END { for (i = 1; i <= n; i++) { name = order[i]; printf "| %s | %s | %s | %s | %s | %.1fx / %.1fx |\n", name, speed[name], size[name], ask[name, "ask3"], ask[name, "ask40"],
            p95[name, "ask3"] / p95[order[1], "ask3"], p95[name, "ask40"] / p95[order[1], "ask40"] } }' "$work/all"
    printf '\n**Who knows what** (people with evidence, 1,500 of them; gates: 10 ms, 400 bytes, 100,000 messages a second by the clock)\n\n```\n'
    cat "$work/who"
    printf '```\n'
} > "$here/../results/text.md"
