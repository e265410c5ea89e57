package io.reactivezmq.internal.subscription;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.pipe.PipeOwner;
import io.reactivezmq.spi.Control;

/** For pipes without a socket. */
public final class Pipes {

    public static final PipeOwner NO_OWNER = new PipeOwner() {
        @Override
        public void received(Pipe pipe, ZmqMessage message) {}

        @Override
        public void received(Pipe pipe, Control control) {}

        @Override
        public void readComplete() {}

        @Override
        public void roomFreed(Pipe pipe, int messages) {}

        @Override
        public void dropped(Pipe pipe, DropReason reason, long total) {}

        @Override
        public void droppedLate(Pipe pipe, DropReason reason, long messages) {}

        @Override
        public void undelivered(Pipe pipe, long messages) {}

        @Override
        public void linkLost(Pipe pipe, ZmqException cause) {}
    };

    private Pipes() {}
}
