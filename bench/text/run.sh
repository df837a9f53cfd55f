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
    /usr/bin/python3 "$here/fts5.py" "$work"
    /usr/bin/python3 "$here/xapian_search.py" "$work"
} > "$work/all"
{
    cat <<TEXT
# Index and search: speed and size

\`bench/text/run.sh $messages\`

Processor time of one thread (not wall-clock), each program in a process of its own, one after the other; .NET $(dotnet --version), $(nproc) cores,
$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), shared with other work, so single figures waver by a third. $messages generated messages:
Zipf-distributed words of which the commonest are those of English, threads of 20 messages, seed 1.
Questions are made of their words. FTS5 and Xapian rank messages and index all words, without positions in Xapian; FTS5 keeps
positions. "messages" ranks the best ten messages as they do; "who knows" answers with people and evidence.

| | messages indexed a second | bytes a message | 3 words, p50 / p95 | 40 words, p50 / p95 |
| --- | --- | --- | --- | --- |
TEXT
    awk -F '\t' '$2 == "index" { order[++n] = $1; speed[$1] = $3; size[$1] = $4 } $2 != "index" { ask[$1, $2] = $3 " / " $4 " ms" }
        END { for (i = 1; i <= n; i++) { name = order[i]; printf "| %s | %s | %s | %s | %s |\n", name, speed[name], size[name], ask[name, "ask3"], ask[name, "ask40"] } }' "$work/all"
    printf '\n## Who knows what\n\n```\n'
    kith who-knows 150000
    kith who-knows "$messages"
    printf '```\n\n## One message more\n\n```\n'
    kith growth 150000
    kith growth "$messages"
    printf '```\n'
} > "$here/../results/text.md"
