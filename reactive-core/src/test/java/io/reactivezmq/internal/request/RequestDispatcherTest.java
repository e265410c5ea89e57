package io.reactivezmq.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.pattern.reqrep.IncomingRequest;
import io.reactivezmq.internal.pattern.reqrep.RepPattern;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.subscription.Pipes;
import io.reactivezmq.options.RepOptions;
import io.reactivezmq.testing.ManualLoop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which consumer gets a request, when consumers cancel on other threads meanwhile. */
class RequestDispatcherTest {

    private final ManualLoop loop = new ManualLoop();
    private final RequestDispatcher dispatch = new RequestDispatcher(loop);
    private final RepPattern pattern = new RepPattern(dispatch.queue(), loop::executeLater);
    private final Pipe pipe = new Pipe(
            Pipes.NO_OWNER,
            new Endpoint("fake://x"),
            true,
            new RepOptions().receiveHighWaterMark(4).settings().queues());

    private static final class Consumer implements RequestConsumer {

        private final List<String> taken = new ArrayList<>();
        private int answers;

        /** Accepts a request when it is asked for the first so many times. */
        private Consumer(int answers) {
            this.answers = answers;
        }

        @Override
        public boolean hasPlace() {
            return answers-- > 0;
        }

        @Override
        public void take(IncomingRequest query) {
            taken.add(query.body().text());
        }

        @Override
        public void complete() {}

        @Override
        public void refuse(Throwable reason) {}
    }

    private void receive(String text) {
        pattern.received(pipe, ZmqMessage.of("", text));
    }

    @Test
    void aRequestThatItsConsumerNoLongerTakesGoesToTheNextOneInItsPlace() {
        pattern.connected(pipe);
        Consumer canceled = new Consumer(1);
        dispatch.add(canceled);
        assertThat(canceled.answers).as("nothing has asked it yet").isEqualTo(1);
        receive("1");
        receive("2");
        assertThat(canceled.taken).isEmpty();
        assertThat(pipe.queued()).isEqualTo(2);

        Consumer other = new Consumer(Integer.MAX_VALUE);
        dispatch.add(other);
        assertThat(other.taken).containsExactly("1", "2");
        assertThat(pipe.queued()).isZero();
    }
}
