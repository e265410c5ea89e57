package io.reactivezmq.internal.type;

import io.reactivezmq.ChannelSocket;
import io.reactivezmq.ClientSocket;
import io.reactivezmq.GatherSocket;
import io.reactivezmq.ScatterSocket;
import io.reactivezmq.internal.pattern.balanced.ChannelPattern;
import io.reactivezmq.internal.pattern.balanced.ClientPattern;
import io.reactivezmq.internal.pattern.balanced.GatherPattern;
import io.reactivezmq.internal.pattern.balanced.ScatterPattern;

/** The sockets with single-frame messages that need nothing beyond their pattern, a receiver and senders. */
public final class SingleFrameSockets {

    private SingleFrameSockets() {}

    public static final class Client extends DefaultDuplexSocket<ClientSocket, ClientPattern> implements ClientSocket {

        public Client(SocketPlan plan) {
            super(new DuplexParts<>(plan, ClientPattern::new));
        }
    }

    public static final class Channel extends DefaultDuplexSocket<ChannelSocket, ChannelPattern>
            implements ChannelSocket {

        public Channel(SocketPlan plan) {
            super(new DuplexParts<>(plan, ChannelPattern::new));
        }
    }

    public static final class Scatter extends DefaultSendingSocket<ScatterSocket, ScatterPattern>
            implements ScatterSocket {

        public Scatter(SocketPlan plan) {
            super(new SendingParts<>(plan, ScatterPattern::new));
        }
    }

    public static final class Gather extends DefaultReceivingSocket<GatherSocket, GatherPattern>
            implements GatherSocket {

        public Gather(SocketPlan plan) {
            super(new ReceivingParts<>(plan, GatherPattern::new));
        }
    }
}
