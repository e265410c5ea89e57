package io.reactivezmq.samples.quickstart;

import static io.reactivezmq.samples.quickstart.Format.count;
import static io.reactivezmq.samples.quickstart.Format.nanos;
import static io.reactivezmq.samples.quickstart.Format.percent;
import static io.reactivezmq.samples.quickstart.Format.rate;

import java.util.List;

/**
 * Result of the pipeline scene.
 *
 * @param sent number of jobs sent, numbered from 1
 * @param workers one row for each worker
 * @param unbounded jobs per second that the source can generate without back-pressure
 * @param perSecond jobs per second that it generated
 * @param held share of the time without demand on the source, from 0 to 1
 */
record PipelineResult(long sent, List<Row> workers, double unbounded, double perSecond, double held)
        implements SceneResult {

    static final List<String> HEADER = List.of("worker", "can do", "does", "waited p50", "waited p99", "jobs", "share");

    /**
     * Result of one worker.
     *
     * @param name name of the worker
     * @param able jobs per second that it can do
     * @param done number of jobs that it did
     * @param checksum sum of the numbers of these jobs
     * @param reading rate and latencies of the jobs
     */
    record Row(String name, int able, long done, long checksum, Reading reading) {}

    static List<String> cells(String name, int able, Reading reading, long done, long doneByAll) {
        return List.of(
                name,
                rate(able),
                rate(reading.perSecond()),
                nanos(reading.p50()),
                nanos(reading.p99()),
                count(done),
                percent((double) done / Math.max(1, doneByAll)));
    }

    long received() {
        return workers.stream().mapToLong(Row::done).sum();
    }

    @Override
    public Table table() {
        return new Table(
                HEADER,
                workers.stream()
                        .map(row -> cells(row.name(), row.able(), row.reading(), row.done(), received()))
                        .toList());
    }

    @Override
    public List<String> notes() {
        return List.of("the source could make " + rate(unbounded) + "; asked for what the workers had room for it made "
                + rate(perSecond) + ", and was asked for nothing " + percent(held) + " of the time");
    }

    @Override
    public List<Check> checks() {
        long checksum = workers.stream().mapToLong(Row::checksum).sum();
        return List.of(
                new Check(count(sent) + " jobs sent, " + count(received()) + " received", sent == received()),
                new Check("each job was done once", checksum == sent * (sent + 1) / 2),
                new Check("every worker had work", workers.stream().allMatch(row -> row.done() > 0)));
    }
}
