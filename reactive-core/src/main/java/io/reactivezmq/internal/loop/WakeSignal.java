package io.reactivezmq.internal.loop;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Decides which producer wakes a consumer, so that the consumer is woken when it is idle and not for each item.
 * Producers run on any threads. The consumer is a task that runs on one thread at a time, usually on a loop.
 *
 * <p>A producer first publishes an item where the consumer looks, and then asks:
 *
 * <pre>{@code
 * queue.offer(item);
 * if (signal.mustWake()) {
 *     loop.execute(task);
 * }
 * }</pre>
 *
 * <p>The consumer's task handles all items, goes idle, and looks again, because an item may have come in between:
 *
 * <pre>{@code
 * do {
 *     handleAll(queue);
 * } while (signal.goIdle() && !queue.isEmpty() && signal.resume());
 * }</pre>
 *
 * <p>A consumer may also go idle before it handles the items. It does not have to look again then, but producers may
 * submit its task once more while it runs.
 *
 * <p>Guarantees:
 *
 * <ul>
 *   <li>No wake-up is lost: the consumer finds each published item, or {@link #mustWake} returns true to a producer.
 *   <li>Between two submissions the consumer has gone idle. If it goes idle only inside its task, at most one task is
 *       in flight. A consumer that also looks at other times, such as when room was freed, may have another one.
 *   <li>The consumer's writes before {@link #goIdle} are visible to the task that is submitted next.
 * </ul>
 */
public final class WakeSignal {

    private static final VarHandle IDLE = handle();

    /** Accessed through the handle, which names the mode of each access. */
    @SuppressWarnings("unused")
    private boolean idle;

    private WakeSignal(boolean idle) {
        this.idle = idle;
    }

    private static VarHandle handle() {
        try {
            return MethodHandles.lookup().findVarHandle(WakeSignal.class, "idle", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Returns the signal of a consumer that waits for the first item. */
    public static WakeSignal idle() {
        return new WakeSignal(true);
    }

    /** Returns the signal of a consumer that looks for items before it goes idle for the first time. */
    public static WakeSignal awake() {
        return new WakeSignal(false);
    }

    // Producers, on any thread.

    /**
     * Returns whether the caller has to submit the consumer's task. Called after the item was published. Of several
     * producers that meet an idle consumer, one gets true.
     */
    public boolean mustWake() {
        // Without the fence, the read could come before the item is visible, and the consumer could go idle in between.
        VarHandle.fullFence();
        return (boolean) IDLE.getOpaque(this) && IDLE.compareAndSet(this, true, false);
    }

    // The consumer.

    /**
     * Makes the consumer idle. Returns true if it was awake; then it has to look for items once more, and to call
     * {@link #resume} before it handles any. Returns false if it was idle already: a producer that has published an
     * item since then submits the task.
     */
    public boolean goIdle() {
        if ((boolean) IDLE.getOpaque(this)) {
            return false;
        }
        IDLE.setRelease(this, true);
        // The counterpart of the fence in mustWake: either the producer reads that the consumer is idle, or the
        // consumer finds the item.
        VarHandle.fullFence();
        return true;
    }

    /**
     * Ends the idleness from the consumer's side, as it has found an item after {@link #goIdle}. Returns false if a
     * producer was faster: then the item is left to the task that the producer submits.
     */
    public boolean resume() {
        return IDLE.compareAndSet(this, true, false);
    }

    /**
     * Makes the consumer count as awake without a task, as it cannot handle items now. Producers do not wake it. It has
     * to look, and to go idle, when it can handle items again.
     */
    public void stayAwake() {
        IDLE.setOpaque(this, false);
    }
}
