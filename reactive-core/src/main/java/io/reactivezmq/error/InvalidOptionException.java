package io.reactivezmq.error;

/**
 * The value of an option or argument is outside its range ({@code EINVAL}). The call that sets it throws it at once.
 */
public final class InvalidOptionException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final String option;

    /**
     * Creates the failure.
     *
     * @param option the name of the option
     * @param value the refused value
     * @param expected the values that are allowed
     */
    public InvalidOptionException(String option, Object value, String expected) {
        super("Option " + option + " cannot be " + value + ": " + expected);
        this.option = option;
    }

    /** Returns the name of the option in this library. */
    public String option() {
        return option;
    }
}
