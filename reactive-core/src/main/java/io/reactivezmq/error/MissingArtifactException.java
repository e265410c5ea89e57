package io.reactivezmq.error;

/** What was asked for needs a library that is not on the class path. */
public final class MissingArtifactException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final String artifact;

    public MissingArtifactException(String feature, String artifact) {
        super(feature + " needs a library that is not on the class path: add the artifact " + artifact);
        this.artifact = artifact;
    }

    /** The library, as {@code groupId:artifactId}. */
    public String artifact() {
        return artifact;
    }
}
