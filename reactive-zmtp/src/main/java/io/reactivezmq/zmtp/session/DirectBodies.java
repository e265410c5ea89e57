package io.reactivezmq.zmtp.session;

/** Takes the bytes of large frames in the array of the frame's body, so that they are not copied on the way. */
public interface DirectBodies {

    /**
     * Returns whether a large part of a clear data frame is missing, so that received bytes may be written into
     * {@link #bodyTarget} directly. The answer is valid until the next {@link #bodyFilled} or {@link Session#receive}.
     */
    boolean wantsBody();

    /** Returns the array for the next bytes. Requires {@link #wantsBody}. */
    byte[] bodyTarget();

    /** Returns the index in {@link #bodyTarget} for the next byte. */
    int bodyOffset();

    /** Returns the number of bytes that currently fit after {@link #bodyOffset}, never beyond the end of the frame. */
    int bodyRoom();

    /**
     * Reports that this many bytes have been written into {@link #bodyTarget}. If they complete the message, it goes to
     * the pipe. Otherwise another target may replace this one.
     *
     * @throws RuntimeException when the pipe throws; the session is then closed
     */
    void bodyFilled(int bytes);
}
