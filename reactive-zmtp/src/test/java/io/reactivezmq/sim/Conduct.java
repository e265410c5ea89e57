package io.reactivezmq.sim;

import io.reactivezmq.SocketType;
import io.reactivezmq.testing.RawPeer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a hostile peer does. */
enum Conduct {
    /** Says nothing. */
    SILENT(End.TIMEOUT),
    /** Says what is no greeting. */
    GARBAGE(End.VIOLATION),
    /** Begins as others do, and goes on with garbage at any byte. */
    GARBAGE_LATER(End.ANY),
    /** Begins as others do, and leaves at any byte. */
    LEAVES(End.LEAVES),
    /** Begins as others do, and says nothing more at any byte of the handshake. */
    STALLS(End.TIMEOUT),
    /** Sends one byte of its handshake each second. */
    SLOW(End.TIMEOUT),
    /** Announces a command that is longer than all memory. */
    HUGE_COMMAND(End.VIOLATION),
    /** Sends a command of the handshake that is longer than a handshake may be. */
    LONG_HANDSHAKE(End.VIOLATION),
    /** Sends a message before READY. */
    MESSAGE_FIRST(End.VIOLATION),
    /** Sends a PING before READY. */
    PING_FIRST(End.VIOLATION),
    /** Announces a socket type that does not go with ours. */
    WRONG_TYPE(End.VIOLATION),

    // After a handshake by NULL.

    /** Announces a frame that is longer than a message may be. */
    HUGE_FRAME(End.VIOLATION),
    /** Sends frames of a message without end. */
    ENDLESS_MESSAGE(End.VIOLATION),
    /** Sets flags that no frame has. */
    BAD_FLAGS(End.VIOLATION),
    /** Sends a part of a frame and nothing more. */
    HALF_FRAME(End.STAYS),
    /** Sends a part of a frame and leaves. */
    LEAVES_IN_FRAME(End.LEAVES),
    /** Subscribes to more than is allowed, or sends as many commands to a socket without subscriptions. */
    SUBSCRIPTION_FLOOD(End.ANY),
    /** Sends thousands of PINGs, and may read no answer. */
    PING_FLOOD(End.STAYS);

    /** The largest number of subscriptions there. */
    static final int MOST_SUBSCRIPTIONS = 100;

    /** How the socket has to end the connection. */
    enum End {
        /** For the violation, soon. */
        VIOLATION,
        /** When the time for the handshake is over. */
        TIMEOUT,
        /** The peer leaves by itself. */
        LEAVES,
        /** By either, or not at all. */
        ANY,
        /** Not at all: this is allowed. */
        STAYS
    }

    private final End end;

    Conduct(End end) {
        this.end = end;
    }

    End end() {
        return end;
    }

    boolean needsHandshake() {
        return compareTo(HUGE_FRAME) >= 0;
    }

    /** Returns the type of a peer of ours that finishes its handshake. */
    static SocketType counterpart(SocketType ours) {
        return switch (ours) {
            case PULL -> SocketType.PUSH;
            case PUSH -> SocketType.PULL;
            case ROUTER, DEALER -> SocketType.DEALER;
            case REP -> SocketType.REQ;
            case SUB, XSUB -> SocketType.PUB;
            case PUB, XPUB -> SocketType.SUB;
            case SERVER -> SocketType.CLIENT;
            case CLIENT -> SocketType.SERVER;
            case GATHER -> SocketType.SCATTER;
            case SCATTER -> SocketType.GATHER;
            case DISH -> SocketType.RADIO;
            case RADIO -> SocketType.DISH;
            default -> SocketType.PAIR;
        };
    }

    /** Returns whether our socket sends to any peer of its own accord, so that a hostile one gets others' messages. */
    static boolean sendsToAny(SocketType ours) {
        return switch (ours) {
            case PUSH, DEALER, SCATTER, CLIENT -> true;
            default -> false;
        };
    }

    /** Returns whether a hostile peer may finish its handshake. A socket for one peer would have no place any more. */
    static boolean admits(SocketType ours) {
        return ours != SocketType.PAIR && ours != SocketType.CHANNEL && ours != SocketType.REQ;
    }

    /**
     * Returns what the peer sends, in parts with pauses in between.
     *
     * @param mostBytes the largest size of a message that our socket takes
     */
    List<byte[]> script(SocketType ours, int mostBytes, Chance chance) {
        byte[] greeting = RawPeer.greeting();
        byte[] shaken = join(greeting, RawPeer.ready(name(counterpart(ours))));
        return switch (this) {
            case SILENT -> List.of();
            case GARBAGE -> List.of(garbage(chance, 1 + chance.below(300)));
            case GARBAGE_LATER ->
                List.of(Arrays.copyOf(shaken, chance.below(shaken.length)), garbage(chance, 1 + chance.below(500)));
            case LEAVES -> List.of(Arrays.copyOf(shaken, chance.below(shaken.length + 1)));
            case STALLS -> List.of(Arrays.copyOf(shaken, chance.below(shaken.length)));
            case SLOW -> bytes(shaken);
            case HUGE_COMMAND ->
                List.of(
                        greeting,
                        join(
                                new byte[] {6},
                                ByteBuffer.allocate(8)
                                        .putLong(Long.MAX_VALUE - chance.below(9))
                                        .array()));
            case LONG_HANDSHAKE -> List.of(greeting, RawPeer.command("READY", new byte[20_000]));
            case MESSAGE_FIRST -> List.of(greeting, RawPeer.frame(0, new byte[chance.below(300)]));
            case PING_FIRST -> List.of(greeting, RawPeer.command("PING", new byte[2]));
            case WRONG_TYPE -> List.of(greeting, RawPeer.ready(ours == SocketType.PAIR ? "PUSH" : "PAIR"));
            case HUGE_FRAME ->
                List.of(
                        shaken,
                        join(
                                new byte[] {2},
                                ByteBuffer.allocate(8)
                                        .putLong(mostBytes + 1L + chance.below(9))
                                        .array()));
            case ENDLESS_MESSAGE -> endless(shaken, mostBytes);
            case BAD_FLAGS -> List.of(shaken, new byte[] {(byte) (0xf0 | chance.below(16)), 3, 1, 2, 3});
            case HALF_FRAME, LEAVES_IN_FRAME -> {
                byte[] frame = RawPeer.frame(chance.below(2), new byte[1 + chance.below(20_000)]);
                yield List.of(shaken, Arrays.copyOf(frame, 1 + chance.below(frame.length - 1)));
            }
            case SUBSCRIPTION_FLOOD -> flood(shaken, ours, chance);
            case PING_FLOOD -> {
                byte[] ping = RawPeer.command("PING", join(new byte[2], new byte[chance.below(17)]));
                byte[] many = ping;
                for (int i = 0; i < 8; i++) {
                    many = join(many, many);
                }
                yield List.of(shaken, many, many, many, many);
            }
        };
    }

    private static String name(SocketType type) {
        return type.wireName();
    }

    /** Returns bytes that do not begin as a greeting, a frame or an old version does. */
    private static byte[] garbage(Chance chance, int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) chance.below(256);
        }
        bytes[0] = (byte) (0x80 | chance.below(0x70));
        return bytes;
    }

    private static List<byte[]> bytes(byte[] whole) {
        List<byte[]> parts = new ArrayList<>();
        for (byte each : whole) {
            parts.add(new byte[] {each});
        }
        return parts;
    }

    private static List<byte[]> endless(byte[] shaken, int mostBytes) {
        List<byte[]> parts = new ArrayList<>(List.of(shaken));
        byte[] body = new byte[mostBytes / 10];
        byte[] frame = RawPeer.frame(1, body);
        for (int sent = 0; sent <= mostBytes; sent += body.length) {
            parts.add(frame);
        }
        return parts;
    }

    private static List<byte[]> flood(byte[] shaken, SocketType ours, Chance chance) {
        List<byte[]> parts = new ArrayList<>(List.of(shaken));
        String verb = ours == SocketType.RADIO ? "JOIN" : "SUBSCRIBE";
        int count = chance.oneIn(2) ? 3 * MOST_SUBSCRIPTIONS : 1 + chance.below(MOST_SUBSCRIPTIONS);
        for (int i = 0; i < count; i++) {
            // No message is sent to such topics.
            parts.add(RawPeer.command(
                    verb, ("z" + i + "z".repeat(chance.below(20))).getBytes(StandardCharsets.US_ASCII)));
        }
        return parts;
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
