package io.reactivezmq.samples.quickstart;

import java.util.List;

/** What came out of a scene. */
sealed interface SceneResult permits FeedResult, PipelineResult, RequestResult {

    /** The numbers. */
    Table table();

    /** What else there is to say. */
    List<String> notes();

    /** What must hold whatever the machine. */
    List<Check> checks();

    /**
     * Something that must hold.
     *
     * @param claim what
     * @param holds whether it does
     */
    record Check(String claim, boolean holds) {}
}
