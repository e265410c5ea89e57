package io.reactivezmq.internal.socket;

import static io.reactivezmq.internal.socket.Sockets.receiving;

import io.reactivezmq.ChannelSocket;
import io.reactivezmq.ClientSocket;
import io.reactivezmq.GatherSocket;
import io.reactivezmq.ScatterSocket;
import io.reactivezmq.internal.pattern.ChannelPattern;
import io.reactivezmq.internal.pattern.ClientPattern;
import io.reactivezmq.internal.pattern.GatherPattern;
import io.reactivezmq.internal.pattern.ScatterPattern;

/** The sockets with single-frame messages that need nothing beyond their pattern, a receiver and senders. */
final class SingleFrameSockets {

    private SingleFrameSockets() {}

    static final class Client extends DefaultZmqSocket<ClientSocket>
            implements ClientSocket, DelegatingSender, DelegatingReceiver {

        private final Receiver receiver;
        private final SendScheduler senders;

        Client(SocketBase core) {
            super(core);
            receiver = Sockets.receiver(core);
            senders = Sockets.senders(core, room -> receiving(core, receiver, new ClientPattern(receiver, room)));
        }

        @Override
        public SendScheduler senders() {
            return senders;
        }

        @Override
        public Receiver receiver() {
            return receiver;
        }
    }

    static final class Channel extends DefaultZmqSocket<ChannelSocket>
            implements ChannelSocket, DelegatingSender, DelegatingReceiver {

        private final Receiver receiver;
        private final SendScheduler senders;

        Channel(SocketBase core) {
            super(core);
            receiver = Sockets.receiver(core);
            senders = Sockets.senders(core, room -> receiving(core, receiver, new ChannelPattern(receiver, room)));
        }

        @Override
        public SendScheduler senders() {
            return senders;
        }

        @Override
        public Receiver receiver() {
            return receiver;
        }
    }

    static final class Scatter extends DefaultZmqSocket<ScatterSocket> implements ScatterSocket, DelegatingSender {

        private final SendScheduler senders;

        Scatter(SocketBase core) {
            super(core);
            senders = Sockets.senders(core, ScatterPattern::new);
        }

        @Override
        public SendScheduler senders() {
            return senders;
        }
    }

    static final class Gather extends DefaultZmqSocket<GatherSocket> implements GatherSocket, DelegatingReceiver {

        private final Receiver receiver;

        Gather(SocketBase core) {
            super(core);
            receiver = Sockets.receiver(core);
            receiving(core, receiver, new GatherPattern(receiver));
        }

        @Override
        public Receiver receiver() {
            return receiver;
        }
    }
}
