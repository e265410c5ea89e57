#!/usr/bin/env bash
# Draws docs/benchmarks/*.svg from the data beside them (needs gnuplot-nox), and prints the medians that are in them.
#
#   samples/benchmarks/draw.sh [DIRECTORY]
#
# The data are what sweep.sh leaves in target/results/sweep, and as alternatives.csv the target/results/raw.csv that
# run.sh --only alternatives leaves.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
data=${1:-$here/../../docs/benchmarks}
command -v gnuplot >/dev/null || { echo "$0 needs the package gnuplot-nox (apt-get install -y gnuplot-nox)" >&2; exit 2; }

draw() { # <what> <what its values are called> <kind of axis> <values...>
    local what=$1 called=$2 axis=$3
    shift 3
    gnuplot -c "$here/lib/sweep.gp" "$data/$what-streams.csv" "$data/$what-round-trips.csv" "$data/$what.svg" \
        "$called" "$axis" "$*" 2>&1
}

draw connections "connections on a socket" log 1 10 100
draw hwm "high-water mark (messages)" log 10 100 1000 10000
draw loops "event loops (libzmq: I/O threads)" linear 1 2
[ ! -f "$data/alternatives.csv" ] \
    || gnuplot -c "$here/lib/alternatives.gp" "$data/alternatives.csv" "$data/alternatives.svg" 2>&1
