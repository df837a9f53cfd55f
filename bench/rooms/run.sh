#!/usr/bin/env bash
# Rooms beside SignalR, ejabberd and prosody, in one run: bench/rooms/run.sh [SECONDS] writes bench/results/rooms.md.
# Installs the peers where they are missing, starts everything itself on loopback, and stops it.
set -euo pipefail
seconds=${1:-10}
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/bench/rooms/peers.sh"
ulimit -n "$(ulimit -Hn)"
work=$(mktemp -d); chmod 755 "$work"
peer=""
trap '[ -z "$peer" ] || kill "$peer" 2>/dev/null || true; "$root/tests/postgres" stop "$work/postgres" 2>/dev/null || true; rm -rf "$work"' EXIT

peers_install
"$root/kith" --version >/dev/null
dotnet build -c Release -v q -nologo "$root/bench/Kith.Benchmarks" >&2
bench=$root/bench/Kith.Benchmarks/bin/Release/net10.0/Kith.Benchmarks.dll
rooms() { dotnet "$bench" rooms "$@"; }
stop() { kill "$peer"; wait "$peer" 2>/dev/null || true; peer=""; }
port=$((20000 + RANDOM % 10000))
next_port() { port=$((port + 1)); }
load() { cut -d' ' -f1 /proc/loadavg; }
echo "$(load)" >"$work/load"

start_kith() { # PLACE…
  rooms stage "$@" 64 "$work/stage" 2>/dev/null
  next_port
  "$root/kith" serve --port $port "$@" --posts-per-second 0 >"$work/kith.out" 2>&1 & peer=$!
  wait_for $port
}

# Every server anew for each number of followers, so that none carries the memory of the last.
for followers in 1000 5000 10000; do
  echo "$followers followers …" >&2
  rm -rf "$work/data"; start_kith --data "$work/data"
  rooms fanout kith $port "$peer" $followers "$seconds" "$work/stage" >>"$work/fanout"; stop
  [ $followers -gt 5000 ] && continue
  next_port; dotnet "$bench" rooms signalr $port >/dev/null & peer=$!; wait_for $port
  rooms fanout signalr $port "$peer" $followers "$seconds" >>"$work/fanout"; stop
  for name in ejabberd prosody; do
    next_port; mkdir -p "$work/$name$followers"; "start_$name" "$work/$name$followers" $port
    timeout 200 dotnet "$bench" rooms fanout $name $port "$peer" $followers "$seconds" >>"$work/fanout" \
      || echo "{\"Server\":\"$name\",\"Followers\":$followers,\"Expected\":0,\"Delivered\":0,\"P50\":0,\"P99\":0,\"Microseconds\":0,\"Megabytes\":0,\"Seconds\":0}" >>"$work/fanout"
    stop
  done
done

echo "posting …" >&2
postgres=$("$root/tests/postgres" start "$work/postgres" durable)
postgres=${postgres/;Maximum Pool Size=20/} # that is for tests, which run many at once
database() { rooms sql "$postgres" "create database $1" >/dev/null; echo "${postgres/Database=postgres/Database=$1}"; }
rooms log --data "$work/log" 64 "$seconds" >>"$work/posts" 2>/dev/null
rooms log --database "$(database log)" 64 "$seconds" >>"$work/posts" 2>/dev/null
rm -rf "$work/data"; start_kith --data "$work/data"
rooms post "sqlite, over HTTP" "http://127.0.0.1:$port" "$work/stage" 64 "$seconds" >>"$work/posts"; stop
start_kith --database "$(database http)"
rooms post "postgres, over HTTP" "http://127.0.0.1:$port" "$work/stage" 64 "$seconds" >>"$work/posts"; stop
echo "$(load)" >>"$work/load"

/usr/bin/python3 "$root/bench/rooms/table.py" "$work" "$seconds" >"$root/bench/results/rooms.md"
cat "$root/bench/results/rooms.md" >&2
