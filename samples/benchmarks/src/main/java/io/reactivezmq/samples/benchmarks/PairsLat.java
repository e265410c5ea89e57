package io.reactivezmq.samples.benchmarks;

import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import reactor.core.publisher.Mono;

/** Measures the round trips of several pairs at once in one process, over TCP, with one request in flight in each. */
@Command(
        name = "pairs_lat",
        description = "Several pairs of ours at once in one process, and how long their round trips take.")
final class PairsLat implements Runnable {

    @Parameters(paramLabel = "<message-size>")
    private int messageSize;

    @Parameters(paramLabel = "<roundtrip-count>", description = "of each pair")
    private long count;

    @Mixin
    private WarmUpTrips warmUp = new WarmUpTrips();

    @Mixin
    private Pairs pairs = new Pairs();

    @Mixin
    private Subject subject = new Subject();

    @Override
    public void run() {
        ZmqContext zmq = subject.context();
        List<Place> places = pairs.each(subject::place);
        List<RoundTrips> trips = pairs.each(() -> new RoundTrips(messageSize, count, warmUp.count()));
        List<RepSocket> reps = pairs.each(zmq::rep);
        List<ReqSocket> reqs = pairs.each(zmq::req);
        for (int i = 0; i < pairs.count(); i++) {
            Place place = places.get(i);
            RoundTrips these = trips.get(i);
            ReqSocket req = reqs.get(i).connect(Pairs.bind(reps.get(i)));
            // As in the sweep over two processes, the answers are sent from the loop.
            reps.get(i).serve(Mono::just).subscribe(done -> {}, these::fail);
            InprocThr.daemon(() -> place.ask(List.of(req), ZmqMessage.wrap(new byte[messageSize]), these));
        }
        System.out.println(together(trips.stream()
                        .map(RoundTrips::result)
                        .map(CompletableFuture::join)
                        .toList())
                .text(subject));
        zmq.close().block();
        places.forEach(Place::close);
    }

    /** Combines the measurements of all pairs, which were made at about the same time. */
    private Latency together(List<Latency> all) {
        Histogram nanos = new Histogram(3);
        all.forEach(each -> nanos.add(each.nanos()));
        return new Latency(
                messageSize, nanos, Usage.mean(all.stream().map(Latency::used).toList()), all.size());
    }
}
