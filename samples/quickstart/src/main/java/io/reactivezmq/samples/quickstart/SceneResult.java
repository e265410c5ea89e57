package io.reactivezmq.samples.quickstart;

import java.util.List;

/** Result of a scene. */
sealed interface SceneResult permits FeedResult, PipelineResult, RequestResult {

    /** Returns the measurements as a table. */
    Table table();

    /** Returns the lines to print below the table. */
    List<String> notes();

    /** Returns the claims that must hold on any machine. */
    List<Check> checks();

    /**
     * A claim that must hold.
     *
     * @param claim text of the claim
     * @param holds whether it holds
     */
    record Check(String claim, boolean holds) {}
}
