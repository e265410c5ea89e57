package io.reactivezmq.samples.benchmarks;

import io.reactivezmq.ZmqContext;
import io.reactivezmq.options.ContextOptions;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Options for what is measured. */
final class Subject {

    /** Where application code runs. */
    enum Threads {
        /** On the socket's event loop. */
        LOOP,
        /** On an application thread, as other libraries require. */
        APP
    }

    /** How an application thread sends. */
    enum Send {
        /** With a publisher that is subscribed to on the thread. */
        PUBLISHER,
        /** With calls of {@code trySend}, repeated until the message is accepted. */
        TRY,
        /** With a call of {@code send(message)} for each message, which the thread waits for. */
        CALL
    }

    /** How messages are received on the event loop. */
    enum Receive {
        /** By one {@code receive()}. */
        FLUX,
        /** By {@code receiveOne().repeat()}. */
        ONE
    }

    private static final String OURS = "ours";
    private static final String JEROMQ = "jeromq";

    @Option(
            names = "--api",
            defaultValue = OURS,
            description =
                    "the library: ours, jeromq (on threads that block), or one of the alternatives (default: ours)")
    private String api = OURS;

    @Option(
            names = "--threads",
            defaultValue = "app",
            description = "where the application's code runs: on the event loop or on an app thread (default: app)")
    private Threads threads = Threads.APP;

    @Option(
            names = "--send",
            defaultValue = "publisher",
            description = "how an app thread sends: a publisher subscribed to there, trySend in a loop (try), or"
                    + " send(message) for each message (call; default: publisher)")
    private Send send = Send.PUBLISHER;

    @Option(
            names = "--senders",
            defaultValue = "1",
            paramLabel = "<count>",
            description = "threads that send with --send call (default: ${DEFAULT-VALUE})")
    private int senders = 1;

    @Option(
            names = "--receive",
            defaultValue = "flux",
            description = "how messages are received with --threads loop: receive(), or receiveOne().repeat()"
                    + " (one; default: flux)")
    private Receive receive = Receive.FLUX;

    @Option(
            names = "--curve",
            description = "seal everything by CURVE, under a key that is in the source of this program")
    private boolean curve;

    @Option(
            names = "--connections",
            defaultValue = "1",
            paramLabel = "<count>",
            description =
                    "connections that the connecting side makes (default: ${DEFAULT-VALUE}); of PUSH, one socket's;"
                            + " of REQ, one of each of so many sockets, which ask in turn")
    private int connections = 1;

    @Option(
            names = "--hwm",
            defaultValue = "-1",
            paramLabel = "<messages>",
            description = "high-water mark of the sockets (default: the library's)")
    private int highWaterMark = -1;

    @Option(
            names = "--loops",
            defaultValue = "0",
            paramLabel = "<count>",
            description = "our context's event loops (default: one per processor, at most four)")
    private int loops;

    @Option(names = "--busy-poll", description = "our context's event loops never sleep")
    private boolean busyPoll;

    Library open() {
        return open(this::chooseLoops);
    }

    /** Creates the choice of the thread that application code runs on. */
    Place place() {
        return threads == Threads.LOOP ? new OnLoop(receive == Receive.ONE) : new OnThread();
    }

    /** Creates a context of Reactive ZMQ. */
    ZmqContext context() {
        return ZmqContext.create(this::chooseLoops);
    }

    private void chooseLoops(ContextOptions options) {
        if (loops > 0) {
            options.loops(loops);
        }
        if (busyPoll) {
            options.busyPoll(true);
        }
    }

    /**
     * Opens the library for sockets that are connected in one process. If application code runs on the loop, all
     * sockets share one loop.
     */
    Library openInproc() {
        return open(options -> {
            if (threads == Threads.LOOP) {
                options.loops(1);
            }
        });
    }

    private Library open(Consumer<ContextOptions> options) {
        Shape shape = new Shape(
                curve ? Seal.CURVE : Seal.NONE,
                connections,
                highWaterMark < 0 ? OptionalInt.empty() : OptionalInt.of(highWaterMark));
        return switch (api) {
            case OURS -> {
                Place place = place();
                yield new Ours(place, sending(place), shape, ZmqContext.create(options));
            }
            case JEROMQ -> new JeroMq(shape);
            default -> throw unknown();
        };
    }

    private Sending sending(Place place) {
        if (threads == Threads.LOOP) {
            return Sending.publisher(place);
        }
        return switch (send) {
            case PUBLISHER -> Sending.publisher(place);
            case TRY -> Sending.trying();
            case CALL -> Sending.calling(senders);
        };
    }

    /** Opens the library for a stream. */
    Streams openStreams(Feed feed) {
        if (isOwn()) {
            return open();
        }
        return alternative(feed.isPub(), Alternatives::streams);
    }

    /** Opens the library for many requests at once. */
    Requests openRequests() {
        return isOwn() ? open() : alternative(false, Alternatives::requests);
    }

    private boolean isOwn() {
        return api.equals(OURS) || api.equals(JEROMQ);
    }

    private <L> L alternative(boolean pub, BiFunction<Alternatives, String, Optional<L>> open) {
        if (pub || curve || connections != 1 || highWaterMark >= 0) {
            throw new IllegalArgumentException(api + " has no --pub, --curve, --connections and --hwm");
        }
        return ServiceLoader.load(Alternatives.class).stream()
                .flatMap(each -> open.apply(each.get(), api).stream())
                .findFirst()
                .orElseThrow(this::unknown);
    }

    private IllegalArgumentException unknown() {
        return new IllegalArgumentException("this is not measured for a library " + api);
    }

    String api() {
        return api + (curve ? "-curve" : "");
    }

    String threads() {
        String place = (api.equals(OURS) ? threads : Threads.APP).name().toLowerCase(Locale.ROOT);
        if (!api.equals(OURS)) {
            return place;
        }
        if (threads == Threads.LOOP) {
            return receive == Receive.ONE ? place + "-one" : place;
        }
        return switch (send) {
            case PUBLISHER -> place;
            case TRY -> place + "-try";
            case CALL -> place + "-call" + (senders > 1 ? senders : "");
        };
    }
}
