# Starting programs, waiting for them, and keeping what they measured. Sourced by ../run.sh.

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

# Becomes one side: <processor or -> <library> <program> <arguments...>
become() {
    local processor=$1 library=$2 program=$3
    shift 3
    local pin=()
    [ "$processor" = - ] || pin=(taskset -c "$processor")
    case $library in
        libzmq | raw) exec timeout "$limit" "${pin[@]}" "$c/$program" "$@" ;;
        netty) exec timeout "$limit" "${pin[@]}" "$here/bin/$program" "$@" ;;
        jeromq) exec timeout "$limit" "${pin[@]}" "$here/bin/$program" "$@" --api jeromq ;;
        ours-try) exec timeout "$limit" "${pin[@]}" "$here/bin/$program" "$@" --threads app --send try ;;
        ours-call*) exec timeout "$limit" "${pin[@]}" "$here/bin/$program" "$@" --threads app --send call \
            --senders "${library#ours-call}" ;;
        ours-one) exec timeout "$limit" "${pin[@]}" "$here/bin/$program" "$@" --threads loop --receive one ;;
        ours-busy) exec timeout "$limit" "${pin[@]}" "$here/bin/$program" "$@" --threads loop --loops 1 --busy-poll ;;
        rsocket | grpc | reactor-netty | jeromq-publish-on | spring-integration)
            exec timeout "$limit" "${pin[@]}" "$here/bin/$program" "$@" --api "$library" ;;
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

stop() { # <pid> <output file>: leaves it time to tell its numbers, if it has any to tell
    for _ in $(seq "${patience:-40}"); do
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

alone() {
    try_alone "$@" || try_alone "$@" || failures=$((failures + 1))
}

# keep <name> <status> <arguments, to be told of if it failed...>
keep() {
    local name=$1 status=$2
    shift 2
    if [ "$status" = 0 ]; then
        sed -n "s/^csv,/$round,$row,$name,/p" "$scratch"/*.out >>"$raw"
    else
        echo "round $round, $row, $name, $*: failed with $status" >&2
        cat "$scratch"/*.err >&2
        return 1
    fi
}

# Options that only one side of the next pair understands.
local_options=()
remote_options=()

# <name> <who ends it: local or remote> <local processor> <local library> <local program>
# <remote processor> <remote library> <remote program> <arguments after the endpoint...>
try_pair() {
    local name=$1 last=$2 here_cpu=$3 here_library=$4 here_program=$5 there_cpu=$6 there_library=$7 there_program=$8
    shift 8
    local out=$scratch/local.out out2=$scratch/remote.out status=0 endpoint told
    rm -f "$scratch"/*
    : >"$out" >"$out2"
    mkfifo "$scratch/endpoint"
    exec {told}<>"$scratch/endpoint"
    become "$here_cpu" "$here_library" "$here_program" "tcp://127.0.0.1:*" "$@" "${local_options[@]}" \
        >"$out" 2>"$scratch/local.err" &
    local pid=$!
    running[$pid]=local
    # Both start at once; the one that connects waits on its standard input for where to.
    become "$there_cpu" "$there_library" "$there_program" - "$@" "${remote_options[@]}" \
        <&"$told" >"$out2" 2>"$scratch/remote.err" &
    local pid2=$!
    running[$pid2]=remote
    if endpoint=$(endpoint_of "$out" "$pid"); then
        echo "$endpoint" >&"$told"
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
        kill "$pid" "$pid2" 2>/dev/null || true
        wait "$pid" "$pid2" 2>/dev/null || true
        unset "running[$pid]" "running[$pid2]"
    fi
    exec {told}>&-
    keep "$name" "$status" "$@"
}

# One program that is both sides: <name> <library> <program> <arguments...>
try_alone() {
    local name=$1 library=$2 program=$3 status=0
    shift 3
    rm -f "$scratch"/*
    become - "$library" "$program" "$@" >"$scratch/alone.out" 2>"$scratch/alone.err" &
    local pid=$!
    running[$pid]=alone
    wait "$pid" || status=$?
    unset "running[$pid]"
    keep "$name" "$status" "$@"
}
