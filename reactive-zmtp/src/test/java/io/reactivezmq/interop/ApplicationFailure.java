package io.reactivezmq.interop;

import java.util.function.Supplier;

/** What application code throws. */
enum ApplicationFailure {
    EXCEPTION(() -> new IllegalStateException("thrown by the application")),
    ASSERTION(() -> new AssertionError("thrown by the application")),
    STACK_OVERFLOW(ApplicationFailure::overflow),
    NO_CLASS(() -> new NoClassDefFoundError("thrown by the application")),
    OUT_OF_MEMORY(() -> new OutOfMemoryError("thrown by the application")),
    THREAD_DEATH(ThreadDeath::new);

    private final Supplier<Throwable> made;

    ApplicationFailure(Supplier<Throwable> made) {
        this.made = made;
    }

    /** Throws it; a stack overflow is a real one. */
    <T> T raise() {
        throw ApplicationFailure.<RuntimeException>sneaky(made.get());
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E sneaky(Throwable failure) throws E {
        throw (E) failure;
    }

    private static Throwable overflow() {
        return deeper(0) < 0 ? new AssertionError() : new AssertionError("the stack has no end");
    }

    @SuppressWarnings("InfiniteRecursion")
    private static int deeper(int depth) {
        return deeper(depth + 1) + 1;
    }

    boolean isFatal() {
        return this != EXCEPTION && this != ASSERTION;
    }

    boolean is(Throwable caught) {
        return switch (this) {
            case EXCEPTION -> caught instanceof IllegalStateException;
            case ASSERTION -> caught instanceof AssertionError;
            case STACK_OVERFLOW -> caught instanceof StackOverflowError;
            case NO_CLASS -> caught instanceof NoClassDefFoundError;
            case OUT_OF_MEMORY -> caught instanceof OutOfMemoryError;
            case THREAD_DEATH -> caught instanceof ThreadDeath;
        };
    }
}
