#!/bin/sh
# How the graph kernels grow: bench/graphs/curves.sh [PEOPLE] draws bench/results/graphs-*.svg and writes graphs-scaling.md.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
dotnet build -c Release -v q -nologo "$here/../Kith.Benchmarks" >&2
dotnet "$here/../Kith.Benchmarks/bin/Release/net10.0/Kith.Benchmarks.dll" graphs scaling "${1:-316228}" "$here/../results"
