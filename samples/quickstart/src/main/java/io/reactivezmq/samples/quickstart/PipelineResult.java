package io.reactivezmq.samples.quickstart;

import static io.reactivezmq.samples.quickstart.Format.count;
import static io.reactivezmq.samples.quickstart.Format.nanos;
import static io.reactivezmq.samples.quickstart.Format.percent;
import static io.reactivezmq.samples.quickstart.Format.rate;

import java.util.List;

/**
 * What came out of the pipeline.
 *
 * @param sent how many jobs were sent; they were numbered from one
 * @param workers who did them
 * @param unbounded how many jobs a second the source could make
 * @param held the share of the time in which the source was asked for nothing
 * @param perSecond how many jobs a second it made
 */
record PipelineResult(long sent, List<Row> workers, double unbounded, double perSecond, double held)
        implements SceneResult {

    static final List<String> HEADER = List.of("worker", "can do", "does", "waited p50", "waited p99", "jobs", "share");

    /**
     * One worker.
     *
     * @param name its name
     * @param able how many jobs a second it can do
     * @param done how many it did
     * @param checksum the sum of their numbers
     * @param reading how fast they came
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
