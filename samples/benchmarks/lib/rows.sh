# The rows of the suite: what is run, with which programs. Sourced by ../run.sh. Each row runs libzmq and what is compared
# with it one right after the other; "ours app" runs the application's code on application threads, "ours try" does too
# and sends with trySend in a loop, "ours loop" runs it on the sockets' event loops.

all_rows=(stream-16 stream-100 stream-1024 stream-65536 stream-1048576 round-trips raw-client pipelined
    pub-raw pub-libzmq subscriptions inproc inproc-lat connections)
other_rows=(calls busy-poll curve alternatives) # only with --only

run_row() {
    row=$1
    case $row in
        stream-*) stream_row "${row#stream-}" ;;
        *) "row_$row" ;;
    esac
}

# What has no target is there for orientation, and not in each round: in the first, the fourth and so on.
extra() {
    [ $((round % 3)) != 1 ] || "$@"
}

# Streams over TCP: the receiver binds.

stream() { # <name> <receiver> <sender> <options...>
    local name=$1 receiver=$2 sender=$3
    shift 3
    pair "$name" local - "$receiver" local_thr - "$sender" remote_thr "$size" 0 \
        --warmup "$(warm_up_of "$receiver" "$sender")" --seconds "$seconds" "$@"
}

stream_row() { # <size>
    size=$1 row=stream
    stream "libzmq" libzmq libzmq
    stream "ours app" ours-app ours-app
    stream "ours loop" ours-loop ours-loop
    if [ "$size" = 100 ]; then
        stream "ours try" ours-app ours-try
    fi
    if [ "$size" -le 1024 ]; then
        extra stream "jeromq" jeromq jeromq
    fi
    if [ "$size" = 100 ]; then
        stream "ours app -> libzmq" libzmq ours-app
        stream "libzmq -> ours app" ours-app libzmq
        stream "ours loop -> libzmq" libzmq ours-loop
        stream "libzmq -> ours loop" ours-loop libzmq
    fi
}

# A call for each message, beside a publisher and a Flux of messages.
row_calls() {
    size=100 row=calls
    stream "libzmq" libzmq libzmq
    stream "send(Flux), receive(scheduler)" ours-app ours-app
    stream "send(message), 1 thread" ours-app ours-call1
    stream "send(message), 8 threads" ours-app ours-call8
    stream "send(Flux), receive()" ours-loop ours-loop
    stream "receiveOne().repeat()" ours-one ours-loop
}

# Event loops that never sleep, each on a processor of its own.
row_busy-poll() {
    round_trips "libzmq" libzmq libzmq "$warm_trips_c"
    round_trips "ours loop" ours-loop ours-loop "$warm_trips"
    round_trips "ours loop, busy polling" ours-busy ours-busy "$warm_trips"
}

# The same under CURVE.
row_curve() {
    for size in 100 1024 65536; do
        row=curve
        stream "libzmq" libzmq libzmq --curve
        stream "jeromq" jeromq jeromq --curve
        stream "ours app" ours-app ours-app --curve
        stream "ours loop" ours-loop ours-loop --curve
    done
}

# What a user may choose instead: a stream of one connection, and 128 requests under way at once.
row_alternatives() {
    local library warm_java=8 # their code is compiled later
    size=100
    for library in ours-loop ours-app rsocket grpc jeromq-publish-on spring-integration; do
        row=alternatives-stream
        stream "${library/-/ }" "$library" "$library"
    done
    local patience=1
    for library in ours-loop ours-app reactor-netty rsocket grpc; do
        row=alternatives-requests
        remote_options=(--in-flight 128)
        pair "${library/-/ }" remote - "$library" local_rps - "$library" remote_rps 100 0 \
            --warmup "$warm_java" --seconds "$seconds"
    done
    remote_options=()
}

# PUB with many subscriptions of one peer. The publisher is measured: most messages go nowhere.
row_subscriptions() {
    local library
    size=100
    local warm_c=$warm_java # 10,000 subscriptions take a while to arrive
    for library in libzmq ours-app ours-loop; do
        stream "${library/-/ }" "$library" "$library" --pub --subscriptions 10000 --match-every 100
    done
}

# One question after the other, each process on its own processor.

round_trips() { # <name> <server> <client> <warm-up>
    pair "$1" remote "$server_cpu" "$2" local_lat "$client_cpu" "$3" remote_lat 100 "$trips" --warmup "$4"
}

row_round-trips() {
    round_trips "libzmq" libzmq libzmq "$warm_trips_c"
    round_trips "ours loop" ours-loop ours-loop "$warm_trips"
    round_trips "ours app (client blocks)" ours-loop ours-app "$warm_trips"
    extra round_trips "ours app (both)" ours-app ours-app "$warm_trips"
    extra round_trips "jeromq" jeromq jeromq "$warm_trips"
}

# The same with a client that costs next to nothing.
row_raw-client() {
    local patience=1
    pair "ours loop" remote "$server_cpu" ours-loop local_lat "$client_cpu" raw raw_lat 100 "$trips" --warmup "$warm_trips"
    extra pair "libzmq" remote "$server_cpu" libzmq local_lat "$client_cpu" raw raw_lat 100 "$trips" \
        --warmup "$warm_trips_c"
    remote_options=(--plain)
    pair "netty" remote "$server_cpu" netty netty_echo "$client_cpu" raw raw_lat 100 "$trips" --warmup "$warm_trips"
    remote_options=()
}

# 128 questions under way at once.
row_pipelined() {
    local library patience=1
    for library in libzmq ours-app ours-loop; do
        remote_options=(--in-flight 128)
        pair "${library/-/ }" remote - "$library" local_rps - "$library" remote_rps 100 0 \
            --warmup "$(warm_up_of "$library")" --seconds "$seconds"
    done
    remote_options=()
}

# One publisher and ten subscribers; what reaches them all together is measured.

fan_out() { # <api of the subscribers>
    local library
    for library in libzmq ours-app ours-loop; do
        remote_options=(--sink-api "$1")
        pair "${library/-/ }" remote - "$library" fanout - raw sinks 100 0 --subscribers 10 \
            --warmup "$(warm_up_of "$library")" --seconds "$seconds"
    done
    remote_options=()
}

row_pub-raw() {
    fan_out raw
}

row_pub-libzmq() {
    fan_out libzmq
}

# Within one process. On the loop means that both sockets are on the same one.

inproc_stream() { # <library>
    alone "${1/-/ }" "$1" inproc_thr 16 0 --warmup "$(warm_up_of "$1")" --seconds "$seconds"
}

row_inproc() {
    local library
    for library in libzmq ours-app ours-loop; do
        inproc_stream "$library"
    done
    extra inproc_stream jeromq
}

row_inproc-lat() {
    extra alone "libzmq" libzmq inproc_lat 100 "$trips" --warmup "$warm_trips_c"
    extra alone "ours loop" ours-loop inproc_lat 100 "$trips" --warmup "$warm_trips"
}

# Memory of a thousand connections on which nothing happens.
idle_connections() { # <library>
    pair "${1%-loop}" local - "$1" connections - raw idle 1 1000
}

row_connections() {
    idle_connections libzmq
    idle_connections ours-loop
    extra idle_connections jeromq
}
