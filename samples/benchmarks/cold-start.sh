#!/usr/bin/env bash
# Measures the first exchange of a fresh JVM over TCP, in milliseconds: the context with its first socket, the end of
# bind, of connect, the first answer, the second one, each since the beginning of main; and of the whole process the time
# on the clock and on the processors (user and system). Prints the median, the least and the greatest of all JVMs. The
# class path has this library and what it needs, not the other libraries that are measured here.
#
#   samples/benchmarks/cold-start.sh [--runs N] [--no-build] [<options of the JVM>]
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
runs=20 build=yes
while [ $# -gt 0 ]; do
    case $1 in
        --runs) runs=${2:?} && shift ;;
        --no-build) build=no ;;
        *) break ;;
    esac
    shift
done
[ "$build" = no ] || "$here/bin/build"
built=${BUILT:-$here/target/fast}
TIMEFORMAT='%3R %3U %3S'
classes=$built/classes
for library in reactive- reactor-core reactor-netty-core jspecify slf4j- \
    netty-{buffer,codec-base,codec-dns,codec-socks,common,handler,resolver,transport}; do
    for jar in "$built/lib/$library"*.jar; do
        classes+=:$jar
    done
done

one() {
    { time "${JAVA_HOME:+$JAVA_HOME/bin/}java" "$@" -cp "$classes" \
        io.reactivezmq.samples.benchmarks.ColdStart 2>/dev/null; } 2>&1 | tr '\n' ' '
    echo
}

one "$@" >/dev/null # reads the files into memory
for _ in $(seq "$runs"); do
    one "$@"
done | awk '{ print $1, $2, $3, $4, $5, $6 * 1000, ($7 + $8) * 1000 }' | {
    names=(context bind connect "first answer" "second answer" "process, clock" "process, processors")
    rows=$(cat)
    for column in 1 2 3 4 5 6 7; do
        awk -v c="$column" '{ print $c }' <<<"$rows" | sort -n | awk -v name="${names[column - 1]}" \
            '{ v[NR] = $1 } END { printf "%-22s %6d ms [%d..%d]\n", name, v[int((NR + 1) / 2)], v[1], v[NR] }'
    done
}
