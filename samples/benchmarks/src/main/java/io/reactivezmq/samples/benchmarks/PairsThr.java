package io.reactivezmq.samples.benchmarks;

import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Measures several streams at once in one process, over TCP, to show the effect of a second event loop. */
@Command(
        name = "pairs_thr",
        description = "Several streams of ours at once in one process, and how fast they are together.")
final class PairsThr implements Runnable {

    @Parameters(paramLabel = "<message-size>")
    private int messageSize;

    @Parameters(paramLabel = "<message-count>")
    private long count;

    @Mixin
    private Extent extent = new Extent();

    @Mixin
    private Pairs pairs = new Pairs();

    @Mixin
    private Subject subject = new Subject();

    @Override
    public void run() {
        ZmqContext zmq = subject.context();
        List<Place> places = pairs.each(subject::place);
        ZmqMessage message = ZmqMessage.wrap(new byte[messageSize]);
        List<Window> windows = pairs.each(() -> extent.window(messageSize, count));
        List<PullSocket> pulls = pairs.each(zmq::pull);
        List<PushSocket> pushes = pairs.each(() -> zmq.push(o -> o.linger(Duration.ZERO)));
        for (int i = 0; i < pairs.count(); i++) {
            Place place = places.get(i);
            Window sent = extent.window(messageSize, count);
            place.received(pulls.get(i)).subscribe(new Counter(windows.get(i)));
            pushes.get(i)
                    .connect(Pairs.bind(pulls.get(i)))
                    .send(place.source(new RepeatPublisher(sent, message)))
                    .subscribe(done -> {}, windows.get(i)::fail);
        }
        System.out.println(together(windows.stream()
                        .map(Window::result)
                        .map(CompletableFuture::join)
                        .toList())
                .text("pull", subject));
        zmq.close().block();
        places.forEach(Place::close);
    }

    /** Combines the measurements of all streams, which were made at about the same time. */
    private Throughput together(List<Throughput> all) {
        return new Throughput(
                messageSize,
                all.stream().mapToLong(Throughput::messages).sum(),
                Usage.mean(all.stream().map(Throughput::used).toList()));
    }
}
