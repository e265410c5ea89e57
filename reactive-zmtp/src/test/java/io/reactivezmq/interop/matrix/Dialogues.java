package io.reactivezmq.interop.matrix;

import static io.reactivezmq.interop.matrix.Encounter.LIMIT;
import static io.reactivezmq.interop.matrix.Shapes.assertSame;

import io.reactivezmq.MessageReceiver;
import io.reactivezmq.MessageSender;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqMessage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Exercises in which every message goes to the only peer. */
final class Dialogues {

    /** How far they may send ahead of our answers: less than any high-water mark here. */
    private static final int WINDOW = 100;

    private Dialogues() {}

    static void sends(Encounter encounter) {
        List<ZmqMessage> all = encounter.messages();
        encounter.join();
        CompletableFuture<List<ZmqMessage>> received = encounter.theirs().receive(all.size());
        encounter.send(all).block(LIMIT);
        assertSame(received.join(), all);
    }

    static void receives(Encounter encounter) {
        List<ZmqMessage> all = encounter.messages();
        encounter.join();
        CompletableFuture<Void> sent = encounter.theirs().send(all);
        assertSame(encounter.receive(all.size()), all);
        sent.join();
    }

    static void asks(Encounter encounter) {
        List<ZmqMessage> all = encounter.messages();
        encounter.join();
        CompletableFuture<Void> answered = encounter.theirs().echo(all.size());
        if (encounter.ours() instanceof ReqSocket req) {
            // As many are under way as the socket allows; the others queue.
            assertSame(
                    Flux.fromIterable(all)
                            .flatMapSequential(req::request, 64)
                            .collectList()
                            .block(LIMIT),
                    all);
        } else {
            CompletableFuture<Void> sent = encounter.send(all).toFuture();
            assertSame(encounter.receive(all.size()), all);
            sent.join();
        }
        answered.join();
    }

    static void answers(Encounter encounter) {
        List<ZmqMessage> all = encounter.messages();
        encounter.join();
        encounter.introduceToRouter();
        Disposable answering = echo(encounter).subscribe();
        assertSame(encounter.theirExchange(all, encounter.theirType() == SocketType.REQ ? 1 : WINDOW), all);
        answering.dispose();
    }

    private static Mono<Void> echo(Encounter encounter) {
        if (encounter.ours() instanceof RepSocket rep) {
            return rep.serve(Mono::just);
        }
        return ((MessageSender) encounter.ours()).send(((MessageReceiver) encounter.ours()).receive());
    }
}
