package io.reactivezmq.sim;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the world of a script went.
 *
 * @param actions the actions that took place
 * @param failure what failed; null when all promises held
 */
record Outcome(
        Script script,
        List<String> actions,
        long steps,
        long fingerprint,
        Duration simulated,
        Coverage coverage,
        @Nullable Throwable failure) {

    private static final int LOOPS = 3;

    /** Runs the world of a script. */
    static Outcome of(Script script) {
        return of(script, Outcome::simulation);
    }

    /** Runs the world of a script with this program. */
    static Outcome of(Script script, Function<World, Simulation> program) {
        return of(script, SimNetwork::new, program);
    }

    /** Runs the world of a script on this network, with this program. */
    static Outcome of(Script script, Function<World, Network> network, Function<World, Simulation> program) {
        try (World world = new World(script, LOOPS, network)) {
            Throwable failure = null;
            try {
                program.apply(world).run();
            } catch (Throwable thrown) {
                failure = thrown instanceof Violation
                        ? thrown
                        : new AssertionError(
                                "The world broke: " + thrown + "\nReplay: "
                                        + script.command(world.network().tests()),
                                thrown);
            }
            return new Outcome(
                    script,
                    List.copyOf(world.actions()),
                    world.steps(),
                    world.fingerprint(),
                    world.now(),
                    world.coverage(),
                    failure);
        }
    }

    /** Creates the program of a world. */
    static Simulation simulation(World world) {
        return switch (world.chance("program").below(8)) {
            case 0 -> new RequestReply(world);
            case 1 -> new PublishSubscribe(world);
            case 2 -> new Conversation(world);
            case 3 -> new ProxyChain(world);
            case 4 -> new PublishThroughProxy(world);
            case 5 -> new Handover(world);
            default -> new PointToPoint(world);
        };
    }

    /** Returns the promise that did not hold; null for none or for another failure. */
    @Nullable
    Promise broken() {
        return failure instanceof Violation violation ? violation.promise() : null;
    }

    /** Throws the failure, if there is one. */
    void rethrow() {
        if (failure instanceof Error error) {
            throw error;
        }
    }
}
