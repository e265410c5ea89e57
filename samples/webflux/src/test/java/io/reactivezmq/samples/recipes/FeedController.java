package io.reactivezmq.samples.recipes;

import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.broadcast.Broadcast;
import io.reactivezmq.broadcast.ReaderPolicy;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** The recipe "A feed to many browsers" in docs/recipes.md. */
// [doc]
@RestController
class FeedController {

    private final Broadcast<String> feed;

    FeedController(SubSocket quotes) {
        feed = Broadcast.of(quotes.receive().map(ZmqMessage::text));
        feed.keepReading();
    }

    @GetMapping(path = "/feed", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<String> feed() {
        return feed.read(ReaderPolicy.LATEST);
    }
}
// [/doc]
