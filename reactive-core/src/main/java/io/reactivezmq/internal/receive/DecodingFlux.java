package io.reactivezmq.internal.receive;

import io.reactivezmq.MessageCodec;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.options.value.OnUndecodable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import reactor.core.CoreSubscriber;
import reactor.core.Scannable;
import reactor.core.publisher.Flux;

/** A Flux of received messages that are decoded where they are delivered. */
final class DecodingFlux<T> extends Flux<T> implements Scannable {

    private final Flux<ZmqMessage> source;
    private final MessageCodec<T> codec;

    /** Counts messages that are skipped; null if one ends the Flux. */
    private final @Nullable UndecodableCount skipped;

    private DecodingFlux(Flux<ZmqMessage> source, MessageCodec<T> codec, @Nullable UndecodableCount skipped) {
        this.source = source;
        this.codec = codec;
        this.skipped = skipped;
    }

    static <T> Flux<T> of(
            Flux<ZmqMessage> source, MessageCodec<T> codec, OnUndecodable policy, UndecodableCount count) {
        Objects.requireNonNull(codec, "codec");
        boolean skips = Objects.requireNonNull(policy, "policy") == OnUndecodable.SKIP;
        return onAssembly(new DecodingFlux<>(source, codec, skips ? count : null));
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
        // Not as a CoreSubscriber: this way Reactor restores thread-locals for the codec, if it has to.
        Subscriber<ZmqMessage> decoding = new DecodingSubscriber<>(actual, codec, skipped);
        source.subscribe(decoding);
    }

    @Override
    public String stepName() {
        return "receive";
    }

    @Override
    public @Nullable Object scanUnsafe(Attr key) {
        if (key == Attr.PARENT) {
            return source;
        }
        return key == Attr.RUN_STYLE ? Attr.RunStyle.SYNC : null;
    }
}
