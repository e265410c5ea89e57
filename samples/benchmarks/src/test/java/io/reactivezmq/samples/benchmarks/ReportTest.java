package io.reactivezmq.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void givesMediansAndRatios() {
        String report = Report.of(List.of(
                        Report.COLUMNS,
                        "1,libzmq,pull,libzmq,app,16,1000000,1.000000,nan,nan,nan,100.0,nan",
                        "1,ours loop,pull,ours,loop,16,3000000,1.000000,NaN,NaN,NaN,20.0,32.0",
                        "2,ours loop,pull,ours,loop,16,5000000,1.000000,NaN,NaN,NaN,10.0,32.0",
                        "3,ours loop,pull,ours,loop,16,4000000,1.000000,NaN,NaN,NaN,15.0,32.0"))
                .markdown();

        assertThat(report)
                .contains("| 16 | libzmq | pull | 1 | 1.00M [1.00M..1.00M] | 16.0 [16.0..16.0] | 1.00x "
                        + "| 100 [100..100] |  |")
                .contains("| 16 | ours loop | pull | 3 | 4.00M [3.00M..5.00M] | 64.0 [48.0..80.0] | 4.00x "
                        + "| 15.0 [10.0..20.0] | 32.0 [32.0..32.0] |");
    }

    @Test
    void keepsRoundTripsApart() {
        String report = Report.of(List.of(
                        "1,libzmq,req,libzmq,app,100,5000,0.500000,100.000,90.000,200.000,30000.0,nan",
                        "1,ours loop,req,ours,loop,100,5000,0.250000,50.000,45.000,150.000,20000.0,300.0"))
                .markdown();

        assertThat(report)
                .contains("| 100 | ours loop | 1 | 45.0 [45.0..45.0] | 0.50x | 150 [150..150] | 0.75x "
                        + "| 50.0 [50.0..50.0] | 20.0k [20.0k..20.0k] | 300 [300..300] |");
    }

    @Test
    void readsWhatASampleWrites() {
        Sample sample = new Sample("req", "ours", "loop", 100, 5000, 0.25, 50, 45.125, 150, 20000, 300.5);

        assertThat(Sample.parse(sample.line().split(",", -1), 1)).isEqualTo(sample);
        assertThatThrownBy(() -> Sample.parse(new String[] {"pull", "ours"}, 0)).hasMessageContaining("not a sample");
    }
}
