package io.reactivezmq.internal.inproc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InprocQueueTest {

    private final InprocQueue queue = new InprocQueue();

    @Test
    void roomIsGrantedOnceUntilItsMessagesHaveArrived() {
        assertThat(queue.credit()).isZero();
        queue.grant(10);
        assertThat(queue.credit()).isEqualTo(10);
        queue.grant(10);
        assertThat(queue.credit()).isEqualTo(10);
        assertThat(queue.spend(4)).isEqualTo(6);
        // Four are on their way: the pipe still has room for ten.
        queue.grant(10);
        assertThat(queue.credit()).isEqualTo(6);
        // One has arrived and occupies room.
        queue.arrived();
        queue.grant(9);
        assertThat(queue.credit()).isEqualTo(6);
        // Another one has arrived, and the socket has taken both.
        queue.arrived();
        queue.grant(10);
        assertThat(queue.credit()).isEqualTo(8);
    }

    @Test
    void aSenderIsWokenByCreditOnlyIfItHadNone() {
        assertThat(queue.grant(2)).isTrue();
        assertThat(queue.grant(3)).isFalse();
        queue.spend(3);
        for (int i = 0; i < 3; i++) {
            queue.arrived();
        }
        assertThat(queue.grant(0)).isFalse();
        assertThat(queue.grant(1)).isTrue();
    }

    @Test
    void controlsHaveCreditOfTheirOwn() {
        int credit = queue.controlCredit();
        assertThat(credit).isPositive();
        assertThat(queue.spendControls(credit)).isZero();
        assertThat(queue.grantControls(1)).isTrue();
        assertThat(queue.grantControls(credit - 1)).isFalse();
        assertThat(queue.controlCredit()).isEqualTo(credit);
        assertThat(queue.credit()).isZero();
    }

    @Test
    void theReceiverIsWokenOncePerTurn() {
        queue.put("a");
        assertThat(queue.mustWake()).isTrue();
        queue.put("b");
        assertThat(queue.mustWake()).isFalse();
        queue.goIdle();
        assertThat(queue.poll()).isEqualTo("a");
        queue.put("c");
        assertThat(queue.mustWake()).isTrue();
        // The wake-up is on its way and handles the rest.
        assertThat(queue.resume()).isFalse();
        queue.goIdle();
        assertThat(queue.poll()).isEqualTo("b");
        assertThat(queue.resume()).isTrue();
        assertThat(queue.mustWake()).isFalse();
        queue.goIdle();
        assertThat(queue.poll()).isEqualTo("c");
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.resume()).isFalse();
        assertThat(queue.mustWake()).isTrue();
    }
}
