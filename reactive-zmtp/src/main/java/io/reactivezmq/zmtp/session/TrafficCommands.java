package io.reactivezmq.zmtp.session;

import io.reactivezmq.SocketType;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.spi.Control;
import io.reactivezmq.spi.LinkPipe;
import io.reactivezmq.zmtp.codec.FrameHeader;
import io.reactivezmq.zmtp.codec.PingCommand;
import io.reactivezmq.zmtp.codec.PongCommand;
import io.reactivezmq.zmtp.codec.SubscriptionCommand;

/**
 * Handles commands after the handshake. Unknown, empty, unreadable or misplaced commands are ignored, as in libzmq,
 * because a newer peer may send commands that this side does not know. Only a PING must be complete, because it
 * requires an answer.
 */
final class TrafficCommands {

    private static final int LONGEST_GROUP = 255;

    private final boolean publishes;
    private final boolean hasGroups;
    private final int maxSubscriptionLength;
    private final PingBudget pings;
    private final LinkPipe pipe;
    private final SessionHandler handler;
    private final FrameWriter writer;

    TrafficCommands(SessionConfig config, LinkPipe pipe, SessionHandler handler, FrameWriter writer) {
        this.publishes = config.type().publishes();
        this.hasGroups = config.type() == SocketType.RADIO;
        this.maxSubscriptionLength = config.limits().subscriptions().maxLength();
        this.pings = new PingBudget(config.limits().maxPingsPerSecond(), config.clock());
        this.pipe = pipe;
        this.handler = handler;
        this.writer = writer;
    }

    /** Handles the command whose body is from {@code from} to {@code to}. */
    void receive(byte[] data, int from, int to) {
        if (PingCommand.matches(data, from, to)) {
            PingCommand ping = PingCommand.decode(data, from, to);
            if (pings.take()) {
                handler.pong(writer.frame(FrameHeader.COMMAND, new PongCommand(ping.context()).encode()));
                handler.pinged(ping.timeToLive());
            }
        } else if (publishes) {
            // libzmq hands a subscription to any socket, which receives it as a message. No application expects that.
            Control control = SubscriptionCommand.decode(data, from, to);
            if (control != null) {
                receive(control);
            }
        } else if (hasGroups) {
            Control control = SubscriptionCommand.decodeGroup(data, from, to);
            if (control != null) {
                receiveGroup(control);
            }
        }
    }

    private void receiveGroup(Control control) {
        if (control.topic().length > LONGEST_GROUP) {
            throw new ProtocolException(
                    ProtocolError.MALFORMED_COMMAND,
                    "a group of " + control.topic().length + " bytes, more than " + LONGEST_GROUP);
        }
        pipe.receive(control);
    }

    /** Handles a subscription in either form, command or legacy message. */
    void receive(Control control) {
        if (control.topic().length > maxSubscriptionLength) {
            throw new ProtocolException(
                    ProtocolError.LIMIT_EXCEEDED,
                    "a subscription to a prefix of " + control.topic().length
                            + " bytes, more than maxSubscriptionLength " + maxSubscriptionLength);
        }
        pipe.receive(control);
    }
}
