package io.reactivezmq.samples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** 3. Ventilator, workers, sink. */
class TaskTest extends Halves {

    /** Tasks of 5 ms. Three workers are busy until all of them have started, on a busy machine too. */
    private static final int MANY = 4000;

    private static final String END = "end: (\\d+) done, (\\d+) missing, (\\d+) twice; by (.*)";

    private final String tasks = Ports.free();
    private final String results = Ports.free();
    private final String again = Ports.free();

    @ParameterizedTest
    @CsvSource({
        "OURS, OURS, OURS",
        "OURS, PYTHON, OURS",
        "PYTHON, OURS, PYTHON",
        "PYTHON, OURS, OURS",
        "OURS, OURS, PYTHON"
    })
    void withoutAWorkerNothingIsSentAndNothingLost(Side ourVentilator, Side ourWorker, Side ourSink) {
        Half ventilator = ventilator(ourVentilator, 100);
        Half sink = sink(ourSink, 100, "--again=" + again);
        if (ourVentilator == Side.OURS) {
            ventilator.await("made 0");
        }

        worker(ourWorker, "A");
        sink.awaitEnd();
        assertThat(sink.await(END).group()).isEqualTo("end: 100 done, 0 missing, 0 twice; by A 100");
        ventilator.awaitEnd();
        ventilator.await("all done, made 100");
    }

    @ParameterizedTest
    @EnumSource(names = {"OUR_PROCESS", "PYTHON"})
    void aKilledWorkersTasksAreDoneAgain(Side killed) {
        Half ventilator = ventilator(Side.OURS, MANY);
        Half sink = sink(Side.OURS, MANY, "--again=" + again);
        worker(Side.OURS, "A");
        worker(Side.OURS, "B");
        Matcher end = killAndRestart(killed, sink);
        ventilator.awaitEnd();

        assertThat(end.group(1)).as("done").isEqualTo("" + MANY);
        assertThat(sink.await("again: (\\d+)").group(1))
                .as("lost with the worker")
                .isNotEqualTo("0");
        assertThat(doneBy("restarted", end)).isPositive();
        assertThat(doneBy("A", end)).as("balance").isBetween(doneBy("B", end) * 3 / 4, doneBy("B", end) * 4 / 3);
    }

    @ParameterizedTest
    @EnumSource(names = {"OUR_PROCESS", "PYTHON"})
    void orTheyAreCountedAsLost(Side killed) {
        Half ventilator = ventilator(Side.OURS, MANY / 2);
        Half sink = sink(Side.OURS, MANY / 2, "--again=" + again, "--no-again");
        worker(Side.OURS, "A");
        Matcher end = killAndRestart(killed, sink);
        ventilator.awaitEnd();

        int missing = Integer.parseInt(end.group(2));
        assertThat(missing).as("lost with the worker").isPositive();
        assertThat(end.group(1)).as("done").isEqualTo("" + (MANY / 2 - missing));
        ventilator.await("all done, made " + MANY / 2);
    }

    /** Kills a worker once it has done a task, starts another, and returns the sink's last line. */
    private Matcher killAndRestart(Side side, Half sink) {
        Half worker = worker(side, "killed");
        sink.await(".*killed.*");
        worker.kill();
        worker(side, "restarted");
        sink.awaitEnd();
        return sink.await(END);
    }

    private static int doneBy(String worker, Matcher end) {
        return Stream.of(end.group(4).split(", "))
                .filter(share -> share.startsWith(worker + " "))
                .mapToInt(share -> Integer.parseInt(share.substring(worker.length() + 1)))
                .sum();
    }

    private Half ventilator(Side side, int count) {
        Half ventilator = start(side, "task-ventilator", "--bind", tasks, "--again", again, "--tasks=" + count);
        ventilator.await("tasks at .*");
        return ventilator;
    }

    private Half sink(Side side, int count, String... again) {
        String[] command = {"task-sink", "--bind", results, "--tasks=" + count, "--quiet=1500"};
        Half sink = start(side, Stream.of(command, again).flatMap(Stream::of).toArray(String[]::new));
        sink.await("results at .*");
        return sink;
    }

    private Half worker(Side side, String name) {
        return start(side, "task-worker", "--tasks", tasks, "--results", results, "--name", name, "--work=5");
    }
}
