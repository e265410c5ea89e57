package io.reactivezmq.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void givesMediansAndRatios() {
        String report = Report.of(
                        List.of(
                                Measured.COLUMNS,
                                "1,stream,libzmq,pull,libzmq,app,16,1000000,1.000000,nan,nan,nan,100.0,nan,nan",
                                "1,stream,ours loop,pull,ours,loop,16,3000000,1.000000,NaN,NaN,NaN,20.0,32.0,NaN",
                                "2,stream,ours loop,pull,ours,loop,16,5000000,1.000000,NaN,NaN,NaN,10.0,32.0,NaN",
                                "3,stream,ours loop,pull,ours,loop,16,4000000,1.000000,NaN,NaN,NaN,15.0,32.0,NaN"),
                        List.of())
                .markdown();

        assertThat(report)
                .contains("| stream | 16 | libzmq | pull | 1 | 1.00M [1.00M..1.00M] | 16.0 [16.0..16.0] | 1.00x "
                        + "| 100 [100..100] |  |")
                .contains("| stream | 16 | ours loop | pull | 3 | 4.00M [3.00M..5.00M] | 64.0 [48.0..80.0] | 4.00x "
                        + "| 15.0 [10.0..20.0] | 32.0 [32.0..32.0] |");
    }

    @Test
    void keepsRoundTripsAndConnectionsApart() {
        String report = Report.of(
                        List.of(
                                "1,lat,libzmq,req,libzmq,app,100,5000,0.500000,100.000,90.000,200.000,30000.0,nan,nan",
                                "1,lat,ours loop,req,ours,loop,100,5000,0.250000,50.000,45.000,150.000,20000.0,300.0,NaN",
                                "1,idle,libzmq,idle,libzmq,app,0,1000,1,nan,nan,nan,nan,nan,20000",
                                "1,idle,ours,idle,ours,app,0,1000,1.0,NaN,NaN,NaN,NaN,NaN,15000"),
                        List.of())
                .markdown();

        assertThat(report)
                .contains("| lat | 100 | ours loop | 1 | 45.0 [45.0..45.0] | 0.50x | 150 [150..150] | 0.75x "
                        + "| 50.0 [50.0..50.0] | 20.0k [20.0k..20.0k] | 300 [300..300] |")
                .contains("| ours | 1 | 1000 | 15.0k [15.0k..15.0k] | 0.75x |");
    }

    @Test
    void tellsWhatWasMet() {
        String report = Report.of(
                        List.of(
                                "1,stream,libzmq,pull,libzmq,app,16,1000000,1.0,nan,nan,nan,100.0,nan,nan",
                                "1,stream,libzmq,push,libzmq,app,16,1000000,1.0,nan,nan,nan,100.0,nan,nan",
                                "1,stream,ours app,pull,ours,app,16,3000000,1.0,NaN,NaN,NaN,20.0,38.0,NaN",
                                "1,stream,ours app,push,ours,app,16,3000000,1.0,NaN,NaN,NaN,30.0,0.5,NaN",
                                "2,stream,libzmq,pull,libzmq,app,16,2000000,1.0,nan,nan,nan,100.0,nan,nan",
                                "2,stream,ours app,pull,ours,app,16,3000000,1.0,NaN,NaN,NaN,20.0,42.0,NaN"),
                        List.of(
                                Target.COLUMNS,
                                "fast,stream,16,ours app,pull,rate,>=2.0,libzmq",
                                "faster,stream,16,ours app,pull,rate,>=2.1,libzmq",
                                "cheap,stream,16,ours app,pull+push,cpu,<=0.25,libzmq",
                                "small,stream,16,ours app,pull,heap,<=40,",
                                "never run,stream,17,ours app,pull,rate,>=2.0,libzmq"))
                .markdown();

        assertThat(report)
                .contains("| fast | ours app | 2 | 3.00M [3.00M..3.00M] | libzmq 1.50M [1.00M..2.00M] "
                        + "| 2.00x [1.50..3.00] | ≥ 2.0x | met |")
                .contains("| 2.00x [1.50..3.00] | ≥ 2.1x | **missed** |")
                .contains("| cheap | ours app | 1 | 50.0 [50.0..50.0] | libzmq 200 [200..200] "
                        + "| 0.25x [0.25..0.25] | ≤ 0.25x | met |")
                .contains("| small | ours app | 2 | 40.0 [38.0..42.0] |  |  | ≤ 40.0 B | met |")
                .doesNotContain("never run");
    }

    @Test
    void readsWhatASampleWrites() {
        Sample sample = new Sample("req", "ours", "loop", 100, 5000, 0.25, 50, 45.125, 150, 20000, 300.5, 7);

        assertThat(Sample.parse(sample.line().split(",", -1), 1)).isEqualTo(sample);
        assertThatThrownBy(() -> Sample.parse(new String[] {"pull", "ours"}, 0)).hasMessageContaining("not a sample");
    }
}
