package io.reactivezmq.error;

/** A requested feature needs a library that is not on the class path. */
public final class MissingArtifactException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final String artifact;

    /**
     * Creates the failure.
     *
     * @param feature the requested feature
     * @param artifact the missing library, as {@code groupId:artifactId}
     */
    public MissingArtifactException(String feature, String artifact) {
        super(feature + " needs a library that is not on the class path: add the artifact " + artifact);
        this.artifact = artifact;
    }

    /** Returns the missing library, as {@code groupId:artifactId}. */
    public String artifact() {
        return artifact;
    }
}
