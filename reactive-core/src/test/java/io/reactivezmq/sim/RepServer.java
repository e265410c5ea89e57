package io.reactivezmq.sim;

import io.reactivezmq.RepRequest;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.SocketClosedException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** An application that serves in one way and then in another. In peace it answers everything. */
final class RepServer {

    private final World world;
    private final String name;
    private final Actor thread;
    private final RepSocket socket;
    private final boolean breaks;
    private final Consumer<String> observer;
    private int turns;
    private int handled;
    private boolean settled;
    private @Nullable Disposable serving;

    /**
     * Creates a server.
     *
     * @param breaks whether its handlers throw errors at times
     * @param observer observes each request
     */
    RepServer(World world, String name, RepSocket socket, boolean breaks, Consumer<String> observer) {
        this.world = world;
        this.name = name;
        this.thread = world.thread(name);
        this.socket = socket;
        this.breaks = breaks;
        this.observer = observer;
    }

    void start() {
        if (world.takesPlace(name)) {
            thread.after(world.chance(name).upTo(Duration.ofMillis(100)), this::again);
        }
    }

    void settleDown() {
        settled = true;
        thread.execute(() -> {
            stop();
            serving = socket.serve(request -> Mono.just(answer(request))).subscribe();
        });
    }

    private void stop() {
        if (serving != null) {
            world.trace(name + " stops serving");
            serving.dispose();
        }
    }

    private void again() {
        if (settled || socket.isClosed()) {
            return;
        }
        String turn = name + '/' + turns++;
        Chance chance = world.chance(turn);
        if (world.takesPlace(turn)) {
            stop();
            if (chance.oneIn(2)) {
                int most = 1 + chance.below(4);
                world.tell(turn + " serves with a handler, at most " + most + " at once");
                serving = socket.serve(this::handle, most).subscribe(nothing -> {}, this::failed);
            } else {
                world.tell(turn + " takes requests");
                serving = socket.requests().subscribe(this::handle, this::failed);
            }
        }
        thread.after(chance.upTo(Duration.ofMillis(500)), this::again);
    }

    private void failed(Throwable failure) {
        if (!Droppings.isPlanned(failure) && !(failure instanceof SocketClosedException)) {
            world.fail(Promise.SIGNALS, name + " gets an unexpected error", failure);
        }
    }

    private ZmqMessage answer(ZmqMessage request) {
        world.called();
        world.trace(name + " gets " + request.text());
        observer.accept(request.text());
        return world.network().message("re " + request.text());
    }

    private Chance chanceOf(ZmqMessage request) {
        return world.chance(name + '/' + request.text() + '/' + handled++);
    }

    private Mono<ZmqMessage> handle(ZmqMessage request) {
        ZmqMessage answer = answer(request);
        Chance chance = chanceOf(request);
        int way = chance.below(breaks ? 8 : 6);
        world.trace(name + " handles " + request.text() + " in way " + way);
        return switch (way) {
            case 0 -> Mono.never();
            case 1 -> Mono.empty();
            case 2 -> Mono.error(new Droppings.Planned(name));
            case 3 -> Mono.just(answer);
            case 6 -> throw new Droppings.Planned(name);
            case 7 -> throw new Droppings.PlannedError(name);
            default -> Mono.create(sink -> later(chance, () -> sink.success(answer), sink));
        };
    }

    private void later(Chance chance, Runnable task, MonoSink<?> sink) {
        sink.onDispose(thread.after(chance.upTo(Duration.ofMillis(100)), task));
    }

    private void handle(RepRequest request) {
        ZmqMessage answer = answer(request.message());
        Chance chance = chanceOf(request.message());
        switch (chance.below(breaks ? 6 : 5)) {
            case 0 -> {}
            case 1 -> request.decline();
            case 2 -> request.reply(answer);
            case 5 -> throw new Droppings.Planned(name);
            default -> thread.after(chance.upTo(Duration.ofMillis(100)), () -> request.reply(answer));
        }
    }
}
