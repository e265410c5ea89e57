package io.reactivezmq.samples.quickstart;

import static java.util.stream.Collectors.toMap;

import io.reactivezmq.Endpoint;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The REQ and REP scene: one REQ socket keeps many requests in flight and distributes them over two servers. */
final class Requests implements Scene<RequestResult> {

    private static final int IN_FLIGHT = 128;

    private final Plan plan;
    private final ReqSocket req;
    private final List<RepSocket> servers;
    private final Meter meter = new Meter();
    private final LongAdder asked = new LongAdder();
    private final LongAdder mismatched = new LongAdder();
    private final Map<String, LongAdder> byServer = new ConcurrentSkipListMap<>();

    Requests(ZmqContext zmq, Plan plan) {
        this.plan = plan;
        req = zmq.req(o -> o.maxInFlight(IN_FLIGHT));
        servers = List.of(zmq.rep(), zmq.rep());
    }

    @Override
    public String title() {
        return "Requests: one REQ with " + IN_FLIGHT + " requests in flight, 2 REP";
    }

    @Override
    public Mono<RequestResult> play() {
        return Flux.fromIterable(servers)
                .flatMap(server -> server.bind("tcp://127.0.0.1:0"))
                .doOnNext(this::connect)
                .then(Mono.defer(() -> Scene.beside(served(), answered())))
                .flatMap(result -> close().thenReturn(result));
    }

    private void connect(Endpoint server) {
        byServer.put(server.uri(), new LongAdder());
        req.connect(server);
    }

    private Flux<Void> served() {
        return Flux.fromIterable(servers).flatMap(server -> server.serve(Mono::just));
    }

    private Mono<RequestResult> answered() {
        return req.awaitPeers(servers.size())
                .thenMany(Flux.range(0, Integer.MAX_VALUE).take(plan.scene()).flatMap(this::ask, IN_FLIGHT))
                .then(Mono.fromRunnable(meter::stop))
                .then(Mono.fromSupplier(
                        () -> new RequestResult(asked.sum(), mismatched.sum(), byServer(), meter.result())));
    }

    private Mono<ZmqMessage> ask(int number) {
        long since = System.nanoTime();
        asked.increment();
        byte[] body = ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
        return req.request(ZmqMessage.wrap(body)).doOnNext(answer -> answered(answer, number, since));
    }

    private void answered(ZmqMessage answer, int number, long since) {
        meter.record(since);
        String server = Objects.requireNonNull(answer.peer()).endpoint();
        byServer.computeIfAbsent(server, added -> new LongAdder()).increment();
        if (answer.buffer(0).getInt() != number) {
            mismatched.increment();
        }
    }

    private Map<String, Long> byServer() {
        return byServer.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().sum()));
    }

    @Override
    public Mono<Table> look() {
        return Mono.fromSupplier(
                () -> new Table(RequestResult.HEADER, List.of(RequestResult.cells(meter.look(), byServer()))));
    }

    private Mono<Void> close() {
        return req.close()
                .thenMany(Flux.fromIterable(servers).flatMap(RepSocket::close))
                .then();
    }
}
