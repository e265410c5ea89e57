#!/usr/bin/env bash
# Measures this library, JeroMQ and libzmq side by side: two processes on this machine, TCP over loopback.
#
#   samples/benchmarks/run.sh [--quick] [--no-build]
#
# Case after case, round after round, so that whatever else the machine does meets all of them. Prints tables of medians
# with the least and the greatest, and leaves raw.csv, report.md and environment.txt in target/results. A full run takes
# about ten minutes, a quick one two. Needs a JDK, and for libzmq: gcc, libzmq3-dev. It installs nothing.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
results=$here/target/results
c=$here/target/c

sizes=(16 100 1024 65536)
rounds=5
warm_java=2 # seconds
warm_c=0.5
seconds=1.5
trip_size=100
trips=10000
warm_trips=20000
build=yes
for option in "$@"; do
    case $option in
        --quick) rounds=2 warm_java=1 warm_c=0.3 seconds=0.6 trips=5000 warm_trips=8000 ;;
        --no-build) build=no ;;
        *) echo "usage: $0 [--quick] [--no-build]" >&2; exit 2 ;;
    esac
done
limit=$(awk "BEGIN { print int($warm_java + $seconds) + 20 }")

scratch=$(mktemp -d)
declare -A running=() # what we have started and not seen end
failures=0

clean_up() {
    for pid in "${!running[@]}"; do
        kill "$pid" 2>/dev/null || true
    done
    rm -rf "$scratch"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

need() { # <apt package> <command...>: says what is missing
    local package=$1
    shift
    "$@" >/dev/null 2>&1 || { echo "$0 needs the package $package (apt-get install -y $package)" >&2; exit 2; }
}

prepare() {
    need gcc command -v gcc
    need libzmq3-dev gcc -E -include zmq.h -x c /dev/null
    mkdir -p "$results" "$c"
    for program in local_thr remote_thr local_lat remote_lat; do
        gcc -std=c11 -O2 -Wall -Wextra -o "$c/$program" "$here/src/main/c/$program.c" -lzmq -lm
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

# Becomes one side: <processor or -> <library> <program> <arguments...>
become() {
    local processor=$1 library=$2 program=$3
    shift 3
    local pin=()
    [ "$processor" = - ] || pin=(taskset -c "$processor")
    case $library in
        libzmq) exec timeout "$limit" "${pin[@]}" "$c/$program" "$@" ;;
        jeromq) exec timeout "$limit" "${pin[@]}" "$here/bin/$program" "$@" --api jeromq ;;
        ours-*) exec timeout "$limit" "${pin[@]}" "$here/bin/$program" "$@" --threads "${library#ours-}" ;;
    esac
}

endpoint_of() { # <output file> <pid>: waits for the side that binds
    local endpoint
    for _ in $(seq 200); do
        endpoint=$(sed -n 's/^listening on //p' "$1")
        [ -z "$endpoint" ] || { echo "$endpoint"; return; }
        kill -0 "$2" 2>/dev/null || return 1
        sleep 0.05
    done
    return 1
}

stop() { # <pid> <output file>: leaves it time to tell its numbers
    for _ in $(seq 40); do
        kill -0 "$1" 2>/dev/null || break
        ! grep -q '^csv,' "$2" || break
        sleep 0.05
    done
    kill "$1" 2>/dev/null || true
    wait "$1" 2>/dev/null || true
    unset "running[$1]"
}

# Runs one case, a second time if need be.
pair() {
    try_pair "$@" || try_pair "$@" || failures=$((failures + 1))
}

# <name> <who ends it: local or remote> <local processor> <local library> <local program>
# <remote processor> <remote library> <remote program> <arguments after the endpoint...>
try_pair() {
    local name=$1 last=$2 here_cpu=$3 here_library=$4 here_program=$5 there_cpu=$6 there_library=$7 there_program=$8
    shift 8
    local out=$scratch/local.out out2=$scratch/remote.out status=0 endpoint
    rm -f "$scratch"/*
    : >"$out" >"$out2"
    become "$here_cpu" "$here_library" "$here_program" "tcp://127.0.0.1:*" "$@" >"$out" 2>"$scratch/local.err" &
    local pid=$!
    running[$pid]=local
    if endpoint=$(endpoint_of "$out" "$pid"); then
        become "$there_cpu" "$there_library" "$there_program" "$endpoint" "$@" >"$out2" 2>"$scratch/remote.err" &
        local pid2=$!
        running[$pid2]=remote
        if [ "$last" = local ]; then
            wait "$pid" || status=$?
            unset "running[$pid]"
            stop "$pid2" "$out2"
        else
            wait "$pid2" || status=$?
            unset "running[$pid2]"
            stop "$pid" "$out"
        fi
    else
        status=1
        stop "$pid" "$out"
    fi
    if [ $status = 0 ]; then
        sed -n "s/^csv,/$round,$name,/p" "$out" "$out2" >>"$results/raw.csv"
    else
        echo "round $round, $name, $*: failed with $status" >&2
        cat "$scratch"/*.err >&2
        return 1
    fi
}

stream() { # <name> <receiver> <sender> <warm-up>
    pair "$1" local - "$2" local_thr - "$3" remote_thr "$size" 0 --warmup "$4" --seconds "$seconds"
}

round_trips() { # <name> <server> <client>
    pair "$1" remote "$server_cpu" "$2" local_lat "$client_cpu" "$3" remote_lat "$trip_size" "$trips" \
        --warmup "$warm_trips"
}

one_round() {
    for size in "${sizes[@]}"; do
        echo "round $round of $rounds, $size B" >&2
        stream "libzmq" libzmq libzmq "$warm_c"
        stream "jeromq" jeromq jeromq "$warm_java"
        stream "ours app" ours-app ours-app "$warm_java"
        stream "ours loop" ours-loop ours-loop "$warm_java"
        stream "ours app -> libzmq" libzmq ours-app "$warm_java"
        stream "libzmq -> ours app" ours-app libzmq "$warm_java"
    done
    echo "round $round of $rounds, round trips" >&2
    round_trips "libzmq" libzmq libzmq
    round_trips "jeromq" jeromq jeromq
    round_trips "ours loop" ours-loop ours-loop
    round_trips "ours app (client blocks)" ours-loop ours-app
    round_trips "ours app (both)" ours-app ours-app
}

prepare
if [ "$(nproc)" -gt 1 ] && command -v taskset >/dev/null; then
    server_cpu=0 client_cpu=1
else
    server_cpu=- client_cpu=-
fi
environment >"$results/environment.txt"
echo "round,case,side,api,threads,size,messages,seconds,mean_us,p50_us,p99_us,cpu_ns,alloc_b" >"$results/raw.csv"
for round in $(seq "$rounds"); do
    one_round
done

{
    sed 's/^/    /' "$results/environment.txt"
    echo
    JAVA_OPTS=-Xmx64m "$here/bin/bench" report "$results/raw.csv"
} | tee "$results/report.md"
[ $failures = 0 ] || { echo "$failures runs failed" >&2; exit 1; }
