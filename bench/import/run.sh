#!/bin/sh
# How fast an archive goes in: bench/import/run.sh ZULIP-ARCHIVE [ROUNDS] writes bench/results/import.md.
# ZULIP-ARCHIVE is a folder as the public-archive tool writes it; needs Debian's python3-networkx.
set -eu
archive=$1
rounds=${2:-5}
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../..
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$root/kith" --version >/dev/null
dotnet build -c Release -v q -nologo "$here/../Kith.Benchmarks" >&2
kith=$root/src/Kith.Server/bin/Release/net10.0/kith

for round in $(seq "$rounds"); do
    echo "round $round" >&2
    rm -rf "$work/data"
    /usr/bin/time -f '%M %U %S' -o "$work/time" "$kith" import "$archive" --data "$work/data" --json > "$work/answer"
    /usr/bin/python3 -c "
import json, sys
answer = json.load(open('$work/answer'))
memory, user, system = open('$work/time').read().split()
print(answer['messages'], answer['seconds'], int(memory) // 1024, float(user) + float(system))" >> "$work/kith"
    rm -rf "$work/again"
    "$kith" import "$archive" --data "$work/data" --json > "$work/answer"
    /usr/bin/python3 -c "import json; a = json.load(open('$work/answer')); print(a['messages'], a['seconds'])" >> "$work/again.figures"
    dotnet "$here/../Kith.Benchmarks/bin/Release/net10.0/Kith.Benchmarks.dll" parse "$archive" >> "$work/floor"
    /usr/bin/python3 "$here/networkx_import.py" "$archive" >> "$work/python"
done

/usr/bin/python3 - "$work" "$rounds" > "$here/../results/import.md" <<'PYTHON'
import os, platform, statistics, subprocess, sys
work, rounds = sys.argv[1], sys.argv[2]
read = lambda name: [[float(x) for x in line.split()] for line in open(os.path.join(work, name))]
ours, again, floor, python = read("kith"), read("again.figures"), read("floor"), read("python")
middle = lambda rows, column=1: statistics.median(row[column] for row in rows)
messages = int(ours[0][0])
cpu = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "")
load = os.getloadavg()[1]
rate = lambda seconds: f"{messages / seconds:,.0f}"
row = lambda name, rows: f"| {name} | {middle(rows):.2f} ({min(r[1] for r in rows):.2f}-{max(r[1] for r in rows):.2f}) | {rate(middle(rows))} | {middle(rows) / middle(floor):.1f} |"
print(f"""# How fast an archive goes in

`bench/import/run.sh ZULIP-ARCHIVE {rounds}`

{messages:,} messages of a Zulip public archive, unpacked, from the files to answers: parsed, stored durably, interactions, ties and the
index of expertise derived. SQLite, a fresh process each, medians of {rounds} rounds in which all take turns (least and most in
brackets). {os.cpu_count()} cores, {cpu}, {platform.system()}; .NET {subprocess.run(['dotnet', '--version'], capture_output=True, text=True).stdout.strip()}; load average at the end {load:.1f}.

| | seconds | messages/s | times the floor |
| --- | --- | --- | --- |
{row("kith import", ours)}
{row("kith import, the same archive again", again)}
{row("floor: System.Text.Json merely parses the files", floor)}
{row("python script: json, tags stripped, networkx graph in memory", python)}

kith import used {middle(ours, 3):.1f} s of processor time and {middle(ours, 2):.0f} MB at most (limit 600).
Gate 20,000 messages/s: {"met" if messages / middle(ours) >= 20000 else "missed"}. Goal 60,000: {"met" if messages / middle(ours) >= 60000 else "missed"}.
What limits it is processor time: parsing and storing go side by side, then folding and indexing read the whole log back, and a
fresh process compiles as it goes. The script keeps a graph in memory and nothing else: no store, no index, no second run.""")
PYTHON
cat "$here/../results/import.md" >&2
