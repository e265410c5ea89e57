package io.reactivezmq.error;

/** An option's value is out of its range ({@code EINVAL}). Thrown at once, by the call that sets it. */
public final class InvalidOptionException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final String option;

    public InvalidOptionException(String option, Object value, String expected) {
        super("Option " + option + " cannot be " + value + ": " + expected);
        this.option = option;
    }

    /** The option's name here. */
    public String option() {
        return option;
    }
}
