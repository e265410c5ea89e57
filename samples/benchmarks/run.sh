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
c=$here/target/c

rounds=
only=.
warm_java=2 # seconds
warm_c=0.5
seconds=1
trips=30000
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

# shellcheck source=lib/processes.sh
. "$here/lib/processes.sh"
# shellcheck source=lib/rows.sh
. "$here/lib/rows.sh"

need() { # <apt package> <command...>: says what is missing
    local package=$1
    shift
    "$@" >/dev/null 2>&1 || { echo "$0 needs the package $package (apt-get install -y $package)" >&2; exit 2; }
}

prepare() {
    local source
    need gcc command -v gcc
    need libzmq3-dev gcc -E -include zmq.h -x c /dev/null
    mkdir -p "$results" "$c"
    for source in "$here"/src/main/c/*.c; do
        gcc -std=c11 -O2 -Wall -Wextra -o "$c/$(basename "$source" .c)" "$source" -lzmq -lm -lpthread
    done
    if [ $build = yes ]; then
        "$here/bin/build"
    fi
}

environment() {
    date -u +"%F %T UTC"
    uname -srm
    grep -m1 "model name" /proc/cpuinfo | sed 's/.*: //' || true
    echo "$(nproc) processors, load $(cut -d' ' -f1-3 /proc/loadavg)"
    "${JAVA_HOME:+$JAVA_HOME/bin/}java" -version 2>&1 | head -1
    printf '#include <zmq.h>\nlibzmq ZMQ_VERSION_MAJOR.ZMQ_VERSION_MINOR.ZMQ_VERSION_PATCH\n' \
        | gcc -E -P - | tail -1 | tr -d ' ' | sed 's/libzmq/libzmq /'
    git -C "$here" describe --always --dirty 2>/dev/null || true
    echo "$rounds rounds of $seconds s after $warm_java s of warm-up (libzmq: $warm_c s), $trips round trips after $warm_trips"
}

[ "$only" = . ] && rows=("${all_rows[@]}") || rows=("${all_rows[@]}" "${other_rows[@]}")
prepare
if [ "$(nproc)" -gt 1 ] && command -v taskset >/dev/null; then
    server_cpu=0 client_cpu=1
else
    server_cpu=- client_cpu=-
fi
environment >"$results/environment.txt"
echo "round,row,case,side,api,threads,size,messages,seconds,mean_us,p50_us,p99_us,cpu_ns,alloc_b,rss_b" \
    >"$results/raw.csv"
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
    JAVA_OPTS=-Xmx64m "$here/bin/bench" report "$results/raw.csv" "$here/targets.csv"
} | tee "$results/report.md"
[ $failures = 0 ] || { echo "$failures runs failed" >&2; exit 1; }
