package io.reactivezmq.testing;

import io.reactivezmq.Endpoint;
import io.reactivezmq.ZmqMessage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.zeromq.SocketType;
import org.zeromq.ZAuth;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMsg;
import zmq.SocketBase;

/** A JeroMQ socket in a context and on a thread of its own. */
public final class JeroMqSocket implements ForeignSocket {

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "jeromq");
        made.setDaemon(true);
        return made;
    });
    private final ZContext context = new ZContext();
    private final ZMQ.Socket socket;

    /** A socket of this type. */
    public JeroMqSocket(String type) {
        socket = run(() -> context.createSocket(SocketType.valueOf(type))).join();
        // One connection in twenty that JeroMQ 0.6.0 makes, to whomever, never reads; so it is made to try again.
        set("HANDSHAKE_IVL", 1000);
    }

    private <T> CompletableFuture<T> run(Callable<T> task) {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        thread.execute(() -> {
            try {
                outcome.complete(task.call());
            } catch (Throwable failure) {
                outcome.completeExceptionally(failure);
            }
        });
        return ForeignSocket.limited(outcome);
    }

    /** What only some of its types can do. */
    public interface Action<T> {

        /** On the socket's thread. */
        T apply(SocketBase socket) throws Exception;
    }

    /** Does this on its thread. */
    public <T> CompletableFuture<T> call(Action<T> action) {
        return run(() -> action.apply(socket.base()));
    }

    /**
     * Has JeroMQ's own authenticator decide on the peers of this socket.
     *
     * @param passwords a file for PLAIN
     * @param certificates the directory with those of CURVE
     * @param deny addresses that are refused
     */
    public void judge(Path passwords, Path certificates, String... deny) {
        run(() -> {
                    ZAuth judge = new ZAuth(context);
                    for (String address : deny) {
                        judge.deny(address);
                    }
                    judge.configurePlain("*", passwords.toString());
                    judge.configureCurve(certificates.toString());
                    return judge;
                })
                .join();
    }

    @Override
    public JeroMqSocket set(String option, String value) {
        return set(option, (Object) value);
    }

    @Override
    public JeroMqSocket set(String option, int value) {
        return set(option, (Object) value);
    }

    @Override
    public JeroMqSocket set(String option, byte[] value) {
        return set(option, (Object) value);
    }

    private JeroMqSocket set(String option, Object value) {
        run(() -> socket.base().setSocketOpt(number(option), value)).join();
        return this;
    }

    private static int number(String option) throws ReflectiveOperationException {
        String name = option.equals("ROUTING_ID") ? "IDENTITY" : option;
        return zmq.ZMQ.class.getField("ZMQ_" + name).getInt(null);
    }

    @Override
    public Endpoint bind(String endpoint) {
        return new Endpoint(run(() -> {
                    socket.bind(endpoint);
                    return socket.getLastEndpoint();
                })
                .join());
    }

    @Override
    public JeroMqSocket connect(Endpoint endpoint) {
        run(() -> socket.connect(endpoint.uri())).join();
        return this;
    }

    @Override
    public CompletableFuture<Void> send(List<ZmqMessage> messages) {
        return run(() -> {
            messages.forEach(this::send);
            return null;
        });
    }

    @Override
    public CompletableFuture<List<ZmqMessage>> receive(int count) {
        return run(() -> {
            List<ZmqMessage> messages = new ArrayList<>(count);
            while (messages.size() < count) {
                messages.add(receive());
            }
            return messages;
        });
    }

    @Override
    public CompletableFuture<Void> echo(int count) {
        return run(() -> {
            for (int i = 0; i < count; i++) {
                send(receive());
            }
            return null;
        });
    }

    @Override
    public CompletableFuture<List<ZmqMessage>> exchange(List<ZmqMessage> messages, int window) {
        return run(() -> {
            List<ZmqMessage> answers = new ArrayList<>(messages.size());
            int sent = 0;
            for (ZmqMessage message : messages) {
                send(message);
                if (++sent - answers.size() >= window) {
                    answers.add(receive());
                }
            }
            while (answers.size() < messages.size()) {
                answers.add(receive());
            }
            return answers;
        });
    }

    private void send(ZmqMessage message) {
        ZMsg frames = new ZMsg();
        for (int i = 0; i < message.frameCount(); i++) {
            frames.add(message.unwrap(i));
        }
        if (!frames.send(socket)) {
            throw new IllegalStateException("not sent: " + socket.errno());
        }
    }

    private ZmqMessage receive() {
        ZMsg frames = ZMsg.recvMsg(socket);
        return ZmqMessage.wrap(frames.stream().map(frame -> frame.getData()).toArray(byte[][]::new));
    }

    @Override
    public void close() {
        if (!thread.isShutdown()) {
            thread.execute(context::close);
            thread.shutdown();
        }
    }
}
