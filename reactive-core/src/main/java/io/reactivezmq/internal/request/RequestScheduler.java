package io.reactivezmq.internal.request;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.TooManyPendingException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.internal.loop.Mailbox;
import io.reactivezmq.internal.pattern.reqrep.PendingRequest;
import io.reactivezmq.internal.pattern.reqrep.ReqPattern;
import io.reactivezmq.internal.signal.Signals;
import io.reactivezmq.internal.socket.SocketScope;
import io.reactivezmq.spi.settings.RequestSettings;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Scannable;
import reactor.core.publisher.Mono;

/** The requests of a REQ socket: one Mono for each, with a limit on the number of open requests. */
public final class RequestScheduler {

    private static final AtomicIntegerFieldUpdater<Request> DECIDED =
            AtomicIntegerFieldUpdater.newUpdater(Request.class, "decided");
    private static final AtomicIntegerFieldUpdater<Request> RELEASED =
            AtomicIntegerFieldUpdater.newUpdater(Request.class, "released");

    private final SocketScope scope;
    private final ReqPattern pattern;
    private final int maxPending;

    /** Maximum number of open requests: those that wait to be sent and those that wait for an answer. */
    private final int maxOpen;

    private final AtomicInteger open = new AtomicInteger();

    /** Requests on their way to the loop; at most as many as {@link #open} counts. */
    private final Mailbox<Request> incoming;

    private boolean closed;

    public RequestScheduler(SocketScope scope) {
        this.scope = scope;
        RequestSettings settings = scope.settings().pattern().request();
        int maxInFlight = settings.maxInFlight();
        this.pattern = new ReqPattern(maxInFlight, settings.correlate());
        this.maxPending = scope.settings().queues().maxPendingSends();
        this.maxOpen = (int) Math.min(Integer.MAX_VALUE, (long) maxPending + maxInFlight);
        this.incoming = new Mailbox<>(scope.loop(), this::take);
        scope.onClose(this::closeAll);
        scope.work().received(open::get, () -> {});
    }

    public ReqPattern pattern() {
        return pattern;
    }

    /**
     * Sends one request for each subscriber.
     *
     * @param headers the frame of headers in its envelope, or null
     */
    public Mono<ZmqMessage> request(ZmqMessage message, byte @Nullable [] headers) {
        return RequestMono.of(this, message, headers);
    }

    private static final class RequestMono extends Mono<ZmqMessage> implements Scannable {

        private final RequestScheduler requests;
        private final ZmqMessage message;
        private final byte @Nullable [] headers;

        private RequestMono(RequestScheduler requests, ZmqMessage message, byte @Nullable [] headers) {
            this.requests = requests;
            this.message = message;
            this.headers = headers;
        }

        static Mono<ZmqMessage> of(RequestScheduler requests, ZmqMessage message, byte @Nullable [] headers) {
            return onAssembly(new RequestMono(requests, message, headers));
        }

        @Override
        public void subscribe(CoreSubscriber<? super ZmqMessage> actual) {
            requests.ask(requests.new Request(message, headers, actual));
        }

        @Override
        public String stepName() {
            return "request";
        }

        @Override
        public @Nullable Object scanUnsafe(Attr key) {
            return key == Attr.RUN_STYLE ? Attr.RunStyle.ASYNC : null;
        }
    }

    private void ask(Request request) {
        boolean placed = takePlace();
        if (!placed) {
            request.released = 1;
        }
        request.actual.onSubscribe(request);
        if (!placed) {
            request.failed(new TooManyPendingException(scope.name(), "maxPendingSends", maxPending));
        } else if (!scope.takesWork()) {
            request.failed(scope.closedException());
            request.release();
        } else {
            incoming.put(request);
        }
    }

    /** Takes a place for a request. Returns false, and takes none, when there is none. */
    private boolean takePlace() {
        int now;
        do {
            now = open.get();
            if (now >= maxOpen) {
                return false;
            }
        } while (!open.compareAndSet(now, now + 1));
        return true;
    }

    private void take(Request request) {
        request.taken = true;
        if (request.decided != 0) {
            request.release();
        } else if (closed) {
            request.failed(scope.closedException());
        } else {
            pattern.ask(request);
        }
    }

    private void closeAll(ZmqException reason) {
        closed = true;
        incoming.empty();
        pattern.failAll(reason);
    }

    private final class Request extends PendingRequest implements Subscription, Scannable {

        private final CoreSubscriber<? super ZmqMessage> actual;
        private volatile boolean wanted;
        private volatile boolean cancelled;

        /** Set by the answer, a failure or a cancellation, whichever comes first. */
        @SuppressWarnings("unused")
        private volatile int decided;

        /** Whether the request has no place, or no longer. */
        private volatile int released;

        /**
         * Whether the loop has taken the request. A request that is canceled earlier keeps its place until then, which
         * bounds the number of requests on their way to the loop.
         */
        private volatile boolean taken;

        /** An answer that is not requested yet. Used on the loop only. */
        private @Nullable ZmqMessage kept;

        Request(ZmqMessage body, byte @Nullable [] headers, CoreSubscriber<? super ZmqMessage> actual) {
            super(body, headers);
            this.actual = actual;
        }

        private boolean decide() {
            if (DECIDED.compareAndSet(this, 0, 1)) {
                release();
                return true;
            }
            return false;
        }

        /** Releases the request's place; does so once. */
        private void release() {
            if (RELEASED.compareAndSet(this, 0, 1)) {
                open.decrementAndGet();
            }
        }

        @Override
        protected boolean answered(ZmqMessage answer) {
            if (!decide()) {
                return false;
            }
            kept = answer;
            handOver();
            return true;
        }

        private void handOver() {
            ZmqMessage answer = kept;
            if (answer != null && wanted && !cancelled) {
                kept = null;
                Signals.next(actual, answer, this);
                if (!cancelled) {
                    Signals.complete(actual);
                }
            }
        }

        @Override
        protected void failed(ZmqException cause) {
            if (decide()) {
                Signals.error(actual, cause);
            }
        }

        @Override
        public void request(long messages) {
            if (messages <= 0) {
                scope.onLoop(() -> refuse(messages));
            } else if (!wanted) {
                wanted = true;
                if (decided != 0) {
                    scope.onLoop(this::handOver);
                }
            }
        }

        /** Signals the error of an invalid demand, and drops an answer that is not delivered yet. */
        private void refuse(long messages) {
            boolean open = decide();
            if ((open || kept != null) && !cancelled) {
                kept = null;
                cancelled = true;
                if (open) {
                    pattern.withdraw(this);
                }
                Signals.error(actual, Signals.badRequest(messages));
            }
        }

        @Override
        public @Nullable Object scanUnsafe(Attr key) {
            if (key == Attr.ACTUAL) {
                return actual;
            }
            if (key == Attr.CANCELLED) {
                return cancelled;
            }
            return key == Attr.RUN_STYLE ? Attr.RunStyle.ASYNC : null;
        }

        @Override
        public void cancel() {
            cancelled = true;
            if (DECIDED.compareAndSet(this, 0, 1) && taken) {
                release();
                scope.onLoop(() -> pattern.withdraw(this));
            }
        }
    }
}
