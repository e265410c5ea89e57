# What has to be there before anything is measured, and on what it is measured. Sourced by ../run.sh and ../sweep.sh.

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
    if [ "$build" = yes ]; then
        "$here/bin/build"
    fi
}

environment() {
    date -u +"%F %T UTC"
    echo "$(uname -s) $(uname -r | cut -d- -f1) $(uname -m)"
    grep -m1 "model name" /proc/cpuinfo | sed 's/.*: //' || true
    echo "$(nproc) processors, load $(cut -d' ' -f1-3 /proc/loadavg)"
    "${JAVA_HOME:+$JAVA_HOME/bin/}java" -version 2>&1 | head -1
    printf '#include <zmq.h>\nlibzmq ZMQ_VERSION_MAJOR.ZMQ_VERSION_MINOR.ZMQ_VERSION_PATCH\n' \
        | gcc -E -P - | tail -1 | tr -d ' ' | sed 's/libzmq/libzmq /'
    git -C "$here" describe --always --dirty 2>/dev/null || true
    echo "$rounds rounds of $seconds s after $warm_java s of warm-up (libzmq: $warm_c s), $trips round trips after $warm_trips"
}

# Where round trips are measured each side has a processor of its own, if there are two.
if [ "$(nproc)" -gt 1 ] && command -v taskset >/dev/null; then
    server_cpu=0 client_cpu=1
else
    server_cpu=- client_cpu=-
fi

warm_up_of() { # <library...>: as the slowest of them needs it
    local library warm=$warm_c
    for library in "$@"; do
        case $library in libzmq | raw) ;; *) warm=$warm_java ;; esac
    done
    echo "$warm"
}
