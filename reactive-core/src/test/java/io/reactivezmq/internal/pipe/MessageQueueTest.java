package io.reactivezmq.internal.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.ZmqMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MessageQueueTest {

    /** The same as a list, whatever is done to it, over many turns of the ring. */
    @Test
    void isAQueue() {
        Random random = new Random(3);
        MessageQueue queue = new MessageQueue();
        List<ZmqMessage> list = new ArrayList<>();
        for (int step = 0; step < 200_000; step++) {
            switch (random.nextInt(step % 20_000 < 10_000 ? 5 : 9)) {
                case 0, 1, 2 -> {
                    ZmqMessage message = ZmqMessage.of("" + step);
                    queue.add(message);
                    list.add(message);
                }
                case 3 -> {
                    ZmqMessage message =
                            list.isEmpty() ? ZmqMessage.of("not there") : list.get(random.nextInt(list.size()));
                    int at = list.indexOf(message);
                    assertThat(queue.indexOf(message, 0)).isEqualTo(at);
                    if (at >= 0) {
                        assertThat(queue.get(at)).isSameAs(message);
                        assertThat(queue.remove(at)).isSameAs(message);
                        list.remove(at);
                    }
                }
                case 4 -> {
                    if (random.nextInt(1000) == 0) {
                        int kept = random.nextInt(list.size() + 1);
                        queue.truncate(kept);
                        list.subList(kept, list.size()).clear();
                    }
                }
                case 5 -> {
                    int gone = random.nextInt(Math.min(list.size(), 20) + 1);
                    queue.removeOldest(gone);
                    list.subList(0, gone).clear();
                }
                default -> assertThat(queue.poll()).isSameAs(list.isEmpty() ? null : list.remove(0));
            }
            assertThat(queue.size()).isEqualTo(list.size());
        }
    }
}
