#!/usr/bin/env bash
# Measures this library, libzmq and JeroMQ side by side on this machine: over loopback TCP between two processes, and
# within one.
#
#   samples/benchmarks/run.sh [--quick] [--rounds N] [--only PATTERN] [--no-build]
#
# Case after case, round after round, so that whatever else the machine does meets all of them. Prints tables of medians
# with the least and the greatest, and what was aimed at (targets.csv), and leaves raw.csv, report.md and environment.txt
# in target/results. A full run takes about a quarter of an hour, a quick one three minutes. --only runs the rows whose
# name has the pattern (a regular expression) in it; lib/rows.sh names them. Needs a JDK, and for libzmq: gcc,
# libzmq3-dev. It installs nothing.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
results=$here/target/results
raw=$results/raw.csv
c=$here/target/c

rounds=
only=.
warm_java=2 # seconds
warm_c=0.5
seconds=1
trips=20000
warm_trips=60000 # with fewer the JIT compiler still works on the measured processors and spoils the 99th percentile
warm_trips_c=5000
build=yes
usage() {
    echo "usage: $0 [--quick] [--rounds N] [--only PATTERN] [--no-build]" >&2
    exit 2
}
while [ $# -gt 0 ]; do
    case $1 in
        --quick) rounds=${rounds:-1} warm_java=1.5 seconds=0.5 trips=5000 warm_trips=15000 ;;
        --rounds) rounds=${2:?$(usage)} && shift ;;
        --only) only=${2:?$(usage)} && shift ;;
        --no-build) build=no ;;
        *) usage ;;
    esac
    shift
done
rounds=${rounds:-5}
limit=$(awk "BEGIN { print int($warm_java + $seconds) + 20 }")

# shellcheck source=lib/prepare.sh
. "$here/lib/prepare.sh"
# shellcheck source=lib/processes.sh
. "$here/lib/processes.sh"
# shellcheck source=lib/rows.sh
. "$here/lib/rows.sh"

[ "$only" = . ] && rows=("${all_rows[@]}") || rows=("${all_rows[@]}" "${other_rows[@]}")
prepare
environment >"$results/environment.txt"
echo "round,row,case,side,api,threads,size,messages,seconds,mean_us,p50_us,p99_us,cpu_ns,alloc_b,rss_b" \
    >"$raw"
for round in $(seq "$rounds"); do
    for each in "${rows[@]}"; do
        if [[ $each =~ $only ]]; then
            echo "round $round of $rounds, $each, $(date +%T)" >&2
            run_row "$each"
        fi
    done
done

{
    sed 's/^/    /' "$results/environment.txt"
    echo
    JAVA_OPTS=-Xmx64m "$here/bin/bench" report "$raw" "$here/targets.csv"
} | tee "$results/report.md"
[ $failures = 0 ] || { echo "$failures runs failed" >&2; exit 1; }
