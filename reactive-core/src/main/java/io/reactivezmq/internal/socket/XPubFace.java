package io.reactivezmq.internal.socket;

import io.reactivezmq.Endpoint;
import io.reactivezmq.SubscriptionNotice;
import io.reactivezmq.XPubSocket;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.internal.pattern.XPubPattern;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.spi.Control;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** XPUB. */
final class XPubFace extends SocketFace<XPubSocket> implements XPubSocket, SendingFace, ReceivingFace {

    /** Where notices wait that nobody has received; it belongs to no endpoint. */
    private static final Endpoint NOTICES = new Endpoint("notices://subscriptions");

    private final Receiver receiver;
    private final Senders senders;
    private final CountWaiters waiters;
    private final XPubPattern[] pattern = new XPubPattern[1];
    private final Sinks.Many<SubscriptionNotice> observers =
            Sinks.many().multicast().directBestEffort();

    XPubFace(SocketCore core) {
        super(core);
        receiver = Sockets.receiver(core);
        waiters = new CountWaiters(core.loop(), () -> pattern[0].subscriberCount());
        core.onClose(waiters::close);
        core.onClose(reason -> observers.tryEmitComplete());
        Pipe notices = new Pipe(core, NOTICES, true, core.settings().queues());
        senders = Sockets.senders(
                core,
                room -> pattern[0] = Sockets.receiving(
                        core,
                        receiver,
                        new XPubPattern(core.settings(), receiver, room, core.slicedWork(), notices, new Notifier())));
    }

    @Override
    public Senders senders() {
        return senders;
    }

    @Override
    public Receiver receiver() {
        return receiver;
    }

    @Override
    public Mono<Void> awaitSubscribers(int count) {
        return waiters.await(count);
    }

    @Override
    public Mono<Integer> topicCount() {
        return core.callBehindWork(() -> pattern[0].topicCount());
    }

    @Override
    public Flux<SubscriptionNotice> subscriptions() {
        return observers.asFlux().onBackpressureBuffer(core.settings().eventBuffer());
    }

    private final class Notifier implements XPubPattern.Listener {

        @Override
        public void changed() {
            waiters.changed();
        }

        @Override
        public void noticed(Pipe peer, Control control, PeerInfo info) {
            if (observers.currentSubscriberCount() > 0) {
                observers.tryEmitNext(new Notice(peer, control, info));
            }
        }
    }

    private final class Notice implements SubscriptionNotice {

        private final Pipe pipe;
        private final Control control;
        private final PeerInfo info;

        Notice(Pipe pipe, Control control, PeerInfo info) {
            this.pipe = pipe;
            this.control = control;
            this.info = info;
        }

        @Override
        public boolean subscribes() {
            return control.kind() == Control.Kind.SUBSCRIBE;
        }

        @Override
        public byte[] topic() {
            return control.topic().clone();
        }

        @Override
        public PeerInfo peer() {
            return info;
        }

        @Override
        public void accept() {
            apply(control);
        }

        @Override
        public void acceptAs(byte[] topic) {
            apply(new Control(control.kind(), topic.clone()));
        }

        private void apply(Control applied) {
            if (core.settings().pattern().manual()) {
                core.onLoop(() -> pattern[0].apply(pipe, applied));
            }
        }

        @Override
        public String toString() {
            return (subscribes() ? "subscribe " : "cancel ") + topicText() + " by " + info;
        }
    }
}
