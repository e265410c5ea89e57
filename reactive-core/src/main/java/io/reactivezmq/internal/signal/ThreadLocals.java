package io.reactivezmq.internal.signal;

import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/** Shows the thread-locals of a subscriber's context to application code that is no publisher and no subscriber. */
public final class ThreadLocals {

    private ThreadLocals() {}

    /**
     * Returns a predicate that calls the code with the thread-locals of the context, if Reactor propagates contexts
     * automatically.
     */
    public static <T> Predicate<T> restoring(ContextView context, Predicate<? super T> code) {
        if (!Hooks.isAutomaticContextPropagationEnabled()) {
            return code::test;
        }
        return value -> {
            Outcome outcome = new Outcome(() -> code.test(value));
            // Only operators have access to what restores them.
            Mono.fromRunnable(outcome).contextWrite(context).subscribe();
            return outcome.get();
        };
    }

    private static final class Outcome implements Runnable {

        private final BooleanSupplier code;
        private boolean value;
        private @Nullable Throwable failure;

        Outcome(BooleanSupplier code) {
            this.code = code;
        }

        @Override
        public void run() {
            try {
                value = code.getAsBoolean();
            } catch (Throwable thrown) {
                failure = thrown;
            }
        }

        boolean get() {
            if (failure != null) {
                rethrow(failure);
            }
            return value;
        }

        @SuppressWarnings("unchecked") // It is thrown as it is, whatever the code declares.
        private static <E extends Throwable> void rethrow(Throwable failure) throws E {
            throw (E) failure;
        }
    }
}
