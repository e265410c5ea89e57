#!/usr/bin/env bash
# Measures how throughput and round trips change with the connections on a socket, with the high-water mark, and with the
# event loops of a context (libzmq: its I/O threads).
#
#   samples/benchmarks/sweep.sh [--rounds N] [--only PATTERN] [--no-build]
#
# As run.sh: case after case, value after value, round after round, each in new processes. Leaves a file of raw data for
# each of connections-streams, connections-round-trips, hwm-streams, hwm-round-trips, loops-streams and loops-round-trips
# (--only chooses, by a regular expression) in target/results/sweep. Takes ten minutes. draw.sh makes graphs of them.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
results=$here/target/results/sweep
c=$here/target/c

rounds=3
only=.
warm_java=2 # seconds
warm_c=0.5
seconds=1
trips=20000
warm_trips=60000
warm_trips_c=5000
pairs=4 # of sockets, where loops are compared
build=yes
usage() {
    echo "usage: $0 [--rounds N] [--only PATTERN] [--no-build]" >&2
    exit 2
}
while [ $# -gt 0 ]; do
    case $1 in
        --rounds) rounds=${2:?$(usage)} && shift ;;
        --only) only=${2:?$(usage)} && shift ;;
        --no-build) build=no ;;
        *) usage ;;
    esac
    shift
done
limit=25

# shellcheck source=lib/prepare.sh
. "$here/lib/prepare.sh"
# shellcheck source=lib/processes.sh
. "$here/lib/processes.sh"

streams() { # <options of both sides...>
    local library
    for library in libzmq ours-app ours-loop; do
        pair "${library/-/ }" local - "$library" local_thr - "$library" remote_thr 100 0 \
            --warmup "$(warm_up_of "$library")" --seconds "$seconds" "$@"
    done
}

round_trips() { # <options of both sides...>
    local library server warm
    for library in libzmq ours-app ours-loop; do
        case $library in
            libzmq) server=libzmq warm=$warm_trips_c ;;
            *) server=ours-loop warm=$warm_trips ;;
        esac
        pair "${library/-/ }" remote "$server_cpu" "$server" local_lat "$client_cpu" "$library" remote_lat \
            100 "$trips" --warmup "$warm" "$@"
    done
}

connections-streams() {
    remote_options=(--connections "$1")
    streams
    remote_options=()
}

connections-round-trips() {
    remote_options=(--connections "$1")
    round_trips
    remote_options=()
}

hwm-streams() {
    streams --hwm "$1"
}

hwm-round-trips() {
    round_trips --hwm "$1"
}

loops-streams() {
    local library
    for library in libzmq ours-app ours-loop; do
        alone "${library/-/ }" "$library" pairs_thr 100 0 --warmup "$(warm_up_of "$library")" --seconds "$seconds" \
            --pairs $pairs --loops "$1"
    done
}

# Each pair does its share of the round trips.
loops-round-trips() {
    local library warm
    for library in libzmq ours-app ours-loop; do
        [ $library = libzmq ] && warm=$warm_trips_c || warm=$warm_trips
        alone "${library/-/ }" "$library" pairs_lat 100 $((2 * trips / pairs)) --warmup $((2 * warm / pairs)) \
            --pairs $pairs --loops "$1"
    done
}

sweep() { # <what> <values...>
    local what=$1 value
    shift
    [[ $what =~ $only ]] || return 0
    for value in "$@"; do
        echo "round $round of $rounds, $what, $value, $(date +%T)" >&2
        row=$value
        raw=$results/$what.csv
        "$what" "$value"
    done
}

prepare
environment >"$results/environment.txt"
for what in {connections,hwm,loops}-{streams,round-trips}; do
    if [[ $what =~ $only ]]; then
        echo "round,value,case,side,api,threads,size,messages,seconds,mean_us,p50_us,p99_us,cpu_ns,alloc_b,rss_b" \
            >"$results/$what.csv"
    fi
done
for round in $(seq "$rounds"); do
    sweep connections-streams 1 10 100
    sweep connections-round-trips 1 10 100
    sweep hwm-streams 10 100 1000 10000
    sweep hwm-round-trips 10 100 1000 10000
    sweep loops-streams 1 2
    sweep loops-round-trips 1 2
done
[ $failures = 0 ] || { echo "$failures runs failed" >&2; exit 1; }
echo "$results"
