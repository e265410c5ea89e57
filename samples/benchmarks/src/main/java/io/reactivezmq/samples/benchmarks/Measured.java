package io.reactivezmq.samples.benchmarks;

/**
 * One line of the raw data.
 *
 * @param round round in which it was measured
 * @param row row of the suite
 * @param name name of the case
 * @param sample the measurements
 */
record Measured(int round, String row, String name, Sample sample) {

    static final String COLUMNS = "round,row,case," + Sample.COLUMNS;

    private static final int PREFIX = 3;

    static Measured parse(String line) {
        String[] fields = line.split(",", -1);
        return new Measured(Integer.parseInt(fields[0]), fields[1], fields[2], Sample.parse(fields, PREFIX));
    }
}
