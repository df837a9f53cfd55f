#!/usr/bin/env bash
# The map of a made community in Chromium: bench/map/run.sh [PEOPLE [TIES]] writes bench/results/map.md. Needs Debian's chromium.
set -euo pipefail
people=${1:-50000} ties=${2:-250000}
here=$(cd "$(dirname "$0")" && pwd); root=$here/../..
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$root/kith" --version >/dev/null
dotnet build -c Release -v q -nologo "$root/bench/Kith.Benchmarks" >&2
map() { dotnet "$root/bench/Kith.Benchmarks/bin/Release/net10.0/Kith.Benchmarks.dll" map "$@"; }

made=$(map make "$work/made.csv" "$people" "$ties")
"$root/kith" import "$work/made.csv" --data "$work/data" >&2
before=$(cut -d' ' -f1 /proc/loadavg)
kith=$root/src/Kith.Server/bin/Release/net10.0/kith.dll
figures=$(printf '| | |\n| --- | ---: |\n'; for part in derive answers page; do map measure "$part" "$kith" "$work/data"; done)
{
  cat <<TEXT
# The map of a large community

\`bench/map/run.sh $people $ties\`

Made: $made. $(chromium --version 2>/dev/null | sed 's/ *$//'), drawing on the processor (SwiftShader: no graphics card), window 1280 × 900; server and browser on the same
$(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), .NET $(dotnet --version); load average $before before, $(cut -d' ' -f1 /proc/loadavg) after.

$figures

Nobody waits for the first answer who comes later than that after the start: the server draws the map ahead. While the picture moves, the
one that was drawn last is moved, and the next one made meanwhile, in pieces, with as many lines and dots as keep up; all of them when it rests.
TEXT
} >"$root/bench/results/map.md"
