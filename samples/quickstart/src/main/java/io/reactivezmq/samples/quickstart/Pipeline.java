package io.reactivezmq.samples.quickstart;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The PUSH and PULL scene: an endless source feeds three workers of different speed. Each worker gets as much as it can
 * do. Demand limits the source to the total of the workers, no message is lost, and no thread blocks.
 */
final class Pipeline implements Scene<PipelineResult> {

    private static final int HIGH_WATER_MARK = 100;

    /** Size of the kernel's socket buffers in bytes. Larger buffers would hold work for seconds. */
    private static final int KERNEL_BUFFER = 32 * 1024;

    private final Plan plan;
    private final PushSocket push;
    private final List<Worker> workers;
    private final DemandMeter source = new DemandMeter();

    Pipeline(ZmqContext zmq, Plan plan) {
        this.plan = plan;
        push = zmq.push(o -> o.sendHighWaterMark(HIGH_WATER_MARK).sendBuffer(KERNEL_BUFFER));
        workers = List.of(worker(zmq, "fast", 20_000), worker(zmq, "medium", 10_000), worker(zmq, "slow", 5_000));
    }

    private static Worker worker(ZmqContext zmq, String name, int perSecond) {
        return new Worker(
                name, zmq.pull(o -> o.receiveHighWaterMark(HIGH_WATER_MARK).receiveBuffer(KERNEL_BUFFER)), perSecond);
    }

    @Override
    public String title() {
        return "Pipeline: an endless source, PUSH to 3 PULL of different speed, high-water marks " + HIGH_WATER_MARK;
    }

    @Override
    public Mono<PipelineResult> play() {
        return push.bind("tcp://127.0.0.1:0")
                .flatMap(at -> Scene.beside(work(at), sent()))
                .flatMap(result -> close().thenReturn(result));
    }

    private Flux<ZmqMessage> work(Endpoint source) {
        return Flux.fromIterable(workers).flatMap(worker -> worker.work(source));
    }

    private Mono<PipelineResult> sent() {
        return push.awaitPeers(workers.size())
                .then(push.send(source.watch(Jobs.endless().take(plan.scene()))))
                .doOnSuccess(sent -> workers.forEach(worker -> worker.meter().stop()))
                .then(Scene.eventually(
                        Mono.fromSupplier(this::received).filter(n -> n >= source.count()), plan.patience()))
                .then(Jobs.unboundedPerSecond())
                .map(this::result);
    }

    private long received() {
        return workers.stream().mapToLong(worker -> worker.meter().count()).sum();
    }

    private PipelineResult result(double unbounded) {
        return new PipelineResult(
                source.count(),
                workers.stream().map(Pipeline::row).toList(),
                unbounded,
                source.perSecond(),
                source.held());
    }

    private static PipelineResult.Row row(Worker worker) {
        return new PipelineResult.Row(
                worker.name(),
                worker.perSecond(),
                worker.meter().count(),
                worker.checksum(),
                worker.meter().result());
    }

    @Override
    public Mono<Table> look() {
        return Mono.fromSupplier(() -> {
            long byAll = received();
            return new Table(
                    PipelineResult.HEADER,
                    workers.stream().map(worker -> cells(worker, byAll)).toList());
        });
    }

    private static List<String> cells(Worker worker, long doneByAll) {
        return PipelineResult.cells(
                worker.name(),
                worker.perSecond(),
                worker.meter().look(),
                worker.meter().count(),
                doneByAll);
    }

    private Mono<Void> close() {
        return Flux.fromIterable(workers).flatMap(Worker::close).then(push.close());
    }
}
