package io.reactivezmq.samples.quickstart;

import io.reactivezmq.samples.quickstart.SceneResult.Check;
import java.util.List;
import java.util.stream.Stream;

/**
 * Results of all scenes.
 *
 * @param feed result of the market-data scene
 * @param pipeline result of the pipeline scene
 * @param requests result of the request scene
 */
record Summary(FeedResult feed, PipelineResult pipeline, RequestResult requests) {

    private List<Check> checks() {
        return Stream.of(feed, pipeline, requests)
                .flatMap(result -> result.checks().stream())
                .toList();
    }

    /** Returns whether all checks hold. */
    boolean passed() {
        return checks().stream().allMatch(Check::holds);
    }

    /** Returns one line for each check. */
    List<String> lines() {
        return checks().stream()
                .map(check -> (check.holds() ? "  ok      " : "  BROKEN  ") + check.claim())
                .toList();
    }
}
