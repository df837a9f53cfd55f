#!/usr/bin/env bash
# Servers are killed by SIGKILL again and again while clients post and follow: bench/rooms/fault.sh [CLIENTS [KILLS]]
# On SQLite, on PostgreSQL, and with two nodes on one PostgreSQL of which one is killed. Fails if anything is lost, doubled or out of order.
set -euo pipefail
clients=${1:-50} kills=${2:-20}
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d); chmod 755 "$work"
trap '"$root/tests/postgres" stop "$work/postgres" || true; rm -rf "$work"' EXIT

"$root/kith" --version >/dev/null
dotnet build -c Release -v q -nologo "$root/bench/Kith.Benchmarks" >&2
kith=$root/src/Kith.Server/bin/Release/net10.0/kith.dll
rooms() { dotnet "$root/bench/Kith.Benchmarks/bin/Release/net10.0/Kith.Benchmarks.dll" rooms "$@"; }

server=$("$root/tests/postgres" start "$work/postgres" durable)
server=${server/;Maximum Pool Size=20/} # that is for tests, which run many at once
run() { echo "$1: $2 clients, $3 node(s), killed $kills times"; rooms fault "$4" "$5" "$kith" "$3" "$2" "$kills" --posts-per-second 0; }
run SQLite "$clients" 1 --data "$work/data"
for nodes in 1 2; do
  rooms sql "$server" "create database fault$nodes"
  run PostgreSQL "$clients" "$nodes" --database "${server/Database=postgres/Database=fault$nodes}"
done
