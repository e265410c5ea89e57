package io.reactivezmq.internal.socket;

import io.reactivezmq.SocketListener;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.internal.signal.Signals;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import reactor.util.Logger;
import reactor.util.Loggers;

/**
 * The context's listeners of one socket. What they throw is logged: the first failure of each and then each doubling of
 * the count as a warning. Used on the loop only.
 */
final class SocketListeners {

    private static final Logger LOG = Loggers.getLogger("io.reactivezmq.listener");

    private final String name;

    /** Replaced at each change, as a listener may add and remove others. */
    private List<Entry> entries = List.of();

    private boolean closed;

    private static final class Entry {

        private final ZmqSocket<?> socket;
        private final ListenerRegistration registration;
        private long failures;

        Entry(ZmqSocket<?> socket, ListenerRegistration registration) {
            this.socket = socket;
            this.registration = registration;
        }
    }

    SocketListeners(String name) {
        this.name = name;
    }

    /** Adds a listener, and reports the socket to it unless the socket has closed. */
    void add(ZmqSocket<?> socket, ListenerRegistration registration) {
        if (closed || registration.isDisposed()) {
            return;
        }
        Entry added = new Entry(socket, registration);
        List<Entry> more = new ArrayList<>(entries);
        more.add(added);
        entries = List.copyOf(more);
        call(added, SocketListener::opened);
    }

    void remove(ListenerRegistration registration) {
        entries = entries.stream()
                .filter(entry -> entry.registration != registration)
                .toList();
    }

    void event(SocketEvent event) {
        for (Entry entry : entries) {
            call(entry, (listener, socket) -> listener.event(socket, event));
        }
    }

    void closed() {
        closed = true;
        List<Entry> last = entries;
        entries = List.of();
        last.forEach(entry -> call(entry, SocketListener::closed));
    }

    private void call(Entry entry, BiConsumer<SocketListener, ZmqSocket<?>> method) {
        if (entry.registration.isDisposed()) {
            return;
        }
        try {
            method.accept(entry.registration.listener, entry.socket);
        } catch (Throwable failure) {
            failed(entry, failure);
        }
    }

    private void failed(Entry entry, Throwable failure) {
        Signals.reportFatal(Signals.NO_SUBSCRIBER, failure);
        try {
            if (Long.bitCount(++entry.failures) == 1) {
                LOG.warn(name + ": a listener has failed (" + entry.failures + " so far)", failure);
            } else {
                LOG.debug(name + ": a listener has failed", failure);
            }
        } catch (Throwable broken) {
            // The logging framework is application code as well.
            Signals.dropped(Signals.NO_SUBSCRIBER, broken);
        }
    }
}
