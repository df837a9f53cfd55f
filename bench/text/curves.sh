#!/bin/sh
# How the index grows: bench/text/curves.sh [MESSAGES] draws bench/results/text-*.svg and writes text-scaling.md.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
dotnet build -c Release -v q -nologo "$here/../Kith.Benchmarks" >&2
dotnet "$here/../Kith.Benchmarks/bin/Release/net10.0/Kith.Benchmarks.dll" text scaling "${1:-1000000}" "$here/../results"
