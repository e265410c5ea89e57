package io.reactivezmq.sim;

import io.reactivezmq.ReqSocket;
import io.reactivezmq.error.TooManyPendingException;
import io.reactivezmq.error.ZmqException;
import java.time.Duration;
import reactor.core.Disposable;

/** An application that asks again and again, and sometimes loses its patience. */
final class ReqClient {

    private static final Duration FOREVER = Duration.ofDays(1);

    /** Time until a last request that had no place is made again. */
    private static final Duration AGAIN = Duration.ofMillis(50);

    private final World world;
    private final String name;
    private final Actor thread;
    private final ReqSocket socket;
    private final Runnable count;
    private int asked;
    private boolean stopped;
    private boolean answeredLast;

    /**
     * Creates a client.
     *
     * @param count called for each answer
     */
    ReqClient(World world, String name, ReqSocket socket, Runnable count) {
        this.world = world;
        this.name = name;
        this.thread = world.thread(name);
        this.socket = socket;
        this.count = count;
    }

    void start() {
        if (world.takesPlace(name)) {
            thread.after(world.chance(name).upTo(Duration.ofMillis(100)), this::again);
        }
    }

    void stop() {
        stopped = true;
    }

    private void again() {
        if (stopped || socket.isClosed()) {
            return;
        }
        String turn = name + '/' + asked;
        Chance chance = world.chance(turn);
        Runnable next = () -> thread.after(chance.upTo(Duration.ofMillis(20)), this::again);
        if (world.takesPlace(turn)) {
            ask(chance.upTo(Duration.ofMillis(500)), next);
        } else {
            asked++;
            next.run();
        }
    }

    void askForTheLastTime() {
        thread.execute(() -> ask(FOREVER, () -> answeredLast = true));
    }

    void check() {
        if (!answeredLast) {
            world.fail(Promise.PROGRESS, name + " waits forever for its last answer");
        }
    }

    private void ask(Duration patience, Runnable then) {
        String text = name + ":" + asked++;
        boolean last = patience.equals(FOREVER);
        boolean[] over = {false};
        world.tell(name + " asks " + text + (last ? "" : " and waits for " + patience.toMillis() + " ms"));
        Disposable request = socket.request(world.network().message(text))
                .subscribe(
                        answer -> {
                            world.called();
                            count.run();
                            // A handler that is empty answers with an empty frame.
                            if (over[0]
                                    || !answer.text().equals("re " + text)
                                            && !answer.text().isEmpty()) {
                                world.fail(
                                        Promise.REPLIES,
                                        text + " gets " + answer.text() + (over[0] ? " after its end" : ""));
                            }
                            over[0] = true;
                            world.trace(text + " gets " + answer.text());
                            then.run();
                        },
                        failure -> {
                            if (over[0] || !(failure instanceof ZmqException)) {
                                world.fail(Promise.SIGNALS, text + " fails unexpectedly", failure);
                            }
                            over[0] = true;
                            world.trace(text + " fails: " + failure.getMessage());
                            if (last && failure instanceof TooManyPendingException) {
                                // Other clients of the socket were first. Their requests end too.
                                thread.after(AGAIN, this::askForTheLastTime);
                                return;
                            }
                            if (last) {
                                world.fail(Promise.PROGRESS, text + " fails in peace", failure);
                            }
                            then.run();
                        });
        if (!last) {
            thread.after(patience, () -> {
                if (!over[0]) {
                    over[0] = true;
                    world.tell(name + " gives up " + text);
                    request.dispose();
                    then.run();
                }
            });
        }
    }
}
