package io.reactivezmq.samples.quickstart;

import io.reactivezmq.samples.quickstart.SceneResult.Check;
import java.util.List;
import java.util.stream.Stream;

/**
 * What came out of it all.
 *
 * @param feed the market-data feed
 * @param pipeline the pipeline
 * @param requests the requests
 */
record Summary(FeedResult feed, PipelineResult pipeline, RequestResult requests) {

    private List<Check> checks() {
        return Stream.of(feed, pipeline, requests)
                .flatMap(result -> result.checks().stream())
                .toList();
    }

    /** Whether all holds that must hold. */
    boolean passed() {
        return checks().stream().allMatch(Check::holds);
    }

    /** What was checked. */
    List<String> lines() {
        return checks().stream()
                .map(check -> (check.holds() ? "  ok      " : "  BROKEN  ") + check.claim())
                .toList();
    }
}
