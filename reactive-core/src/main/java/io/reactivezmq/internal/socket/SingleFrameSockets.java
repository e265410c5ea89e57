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

/** The sockets whose messages have one frame and that need nothing beyond their pattern, a receiver and senders. */
final class SingleFrameSockets {

    private SingleFrameSockets() {}

    static final class Client extends SocketFace<ClientSocket> implements ClientSocket, SendingFace, ReceivingFace {

        private final Receiver receiver;
        private final Senders senders;

        Client(SocketCore core) {
            super(core);
            receiver = Sockets.receiver(core);
            senders = Sockets.senders(core, room -> receiving(core, receiver, new ClientPattern(receiver, room)));
        }

        @Override
        public Senders senders() {
            return senders;
        }

        @Override
        public Receiver receiver() {
            return receiver;
        }
    }

    static final class Channel extends SocketFace<ChannelSocket> implements ChannelSocket, SendingFace, ReceivingFace {

        private final Receiver receiver;
        private final Senders senders;

        Channel(SocketCore core) {
            super(core);
            receiver = Sockets.receiver(core);
            senders = Sockets.senders(core, room -> receiving(core, receiver, new ChannelPattern(receiver, room)));
        }

        @Override
        public Senders senders() {
            return senders;
        }

        @Override
        public Receiver receiver() {
            return receiver;
        }
    }

    static final class Scatter extends SocketFace<ScatterSocket> implements ScatterSocket, SendingFace {

        private final Senders senders;

        Scatter(SocketCore core) {
            super(core);
            senders = Sockets.senders(core, ScatterPattern::new);
        }

        @Override
        public Senders senders() {
            return senders;
        }
    }

    static final class Gather extends SocketFace<GatherSocket> implements GatherSocket, ReceivingFace {

        private final Receiver receiver;

        Gather(SocketCore core) {
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
