package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.RepSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.RoutingId;
import io.reactivezmq.XPubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.Scannable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Reactor's hooks see the publishers that sockets give out, as they see its own operators. */
class AssemblyTest {

    private static Map<String, Supplier<Publisher<?>>> publishers(ZmqContext zmq) {
        RouterSocket router = zmq.router();
        RepSocket rep = zmq.rep();
        XPubSocket xpub = zmq.xpub();
        ZmqMessage message = ZmqMessage.of("id", "body");
        Map<String, Supplier<Publisher<?>>> all = new LinkedHashMap<>();
        all.put("receive", router::receive);
        all.put("receive on a scheduler", () -> router.receive(Schedulers.parallel()));
        all.put("receiveOne", router::receiveOne);
        all.put("send a publisher", () -> router.send(Flux.empty()));
        all.put("send a message", () -> router.send(message));
        all.put("send to a peer", () -> router.to(RoutingId.of("id")).send(message));
        all.put("flush", router::flush);
        all.put("request", () -> zmq.req().request("q"));
        all.put("serve", () -> rep.serve(Mono::just));
        all.put("requests", rep::requests);
        all.put("events", rep::events);
        all.put("statistics", rep::statistics);
        all.put("awaitPeers", () -> rep.awaitPeers(1));
        all.put("bind", () -> rep.bind("inproc://somewhere"));
        all.put("unbind", () -> rep.unbind("inproc://somewhere"));
        all.put("subscriptions", xpub::subscriptions);
        all.put("awaitSubscribers", () -> xpub.awaitSubscribers(1));
        all.put("topicCount", xpub::topicCount);
        all.put("close", rep::close);
        all.put("close the context", zmq::close);
        return all;
    }

    @Test
    void everyPublisherIsAssembledAndScannable() {
        ZmqContext zmq = ZmqContext.create(o -> o.loops(1));
        try {
            publishers(zmq).forEach((name, made) -> {
                List<Publisher<?>> seen = new ArrayList<>();
                Hooks.onEachOperator("test", publisher -> {
                    seen.add(publisher);
                    return publisher;
                });
                Publisher<?> publisher;
                try {
                    publisher = made.get();
                } finally {
                    Hooks.resetOnEachOperator("test");
                }
                assertThat(seen).as(name).contains(publisher);
                assertThat(Scannable.from(publisher).isScanAvailable()).as(name).isTrue();
                assertThat(Scannable.from(publisher).scan(Scannable.Attr.RUN_STYLE))
                        .as(name)
                        .isNotNull();
            });
        } finally {
            zmq.close().block();
        }
    }

    @Test
    void theSchedulerAndItsWindowCanBeScanned() {
        ZmqContext zmq = ZmqContext.create(o -> o.loops(1));
        try {
            Scannable receive =
                    Scannable.from(zmq.pull(o -> o.receiveHighWaterMark(64)).receive(Schedulers.parallel()));
            assertThat(receive.scan(Scannable.Attr.RUN_ON)).isEqualTo(Schedulers.parallel());
            assertThat(receive.scan(Scannable.Attr.PREFETCH)).isPositive();
        } finally {
            zmq.close().block();
        }
    }
}
