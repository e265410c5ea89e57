package io.reactivezmq.samples.benchmarks;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the report on the raw data of run.sh. */
@Command(name = "report", description = "Tables of medians, with the least and the greatest, from run.sh's raw data.")
final class ReportCommand implements Runnable {

    @Parameters(paramLabel = "<raw.csv>")
    private Path csv = Path.of("raw.csv");

    @Parameters(paramLabel = "<targets.csv>")
    private Path targets = Path.of("targets.csv");

    @Override
    public void run() {
        System.out.print(Report.read(csv, targets).markdown());
    }
}
