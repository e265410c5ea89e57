package io.reactivezmq.internal.socket;

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

    static final class Client extends DefaultDuplexSocket<ClientSocket, ClientPattern> implements ClientSocket {

        Client(SocketPlan plan) {
            super(new DuplexParts<>(plan, ClientPattern::new));
        }
    }

    static final class Channel extends DefaultDuplexSocket<ChannelSocket, ChannelPattern> implements ChannelSocket {

        Channel(SocketPlan plan) {
            super(new DuplexParts<>(plan, ChannelPattern::new));
        }
    }

    static final class Scatter extends DefaultSendingSocket<ScatterSocket, ScatterPattern> implements ScatterSocket {

        Scatter(SocketPlan plan) {
            super(new SendingParts<>(plan, ScatterPattern::new));
        }
    }

    static final class Gather extends DefaultReceivingSocket<GatherSocket, GatherPattern> implements GatherSocket {

        Gather(SocketPlan plan) {
            super(new ReceivingParts<>(plan, GatherPattern::new));
        }
    }
}
