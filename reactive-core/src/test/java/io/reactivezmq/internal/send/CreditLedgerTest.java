package io.reactivezmq.internal.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.internal.pattern.Outlet;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreditLedgerTest {

    private final CreditLedger ledger = new CreditLedger();

    /** Asserts what is reserved, by what a caller can ask. */
    private void assertReserved(long expected) {
        assertThat(ledger.exceeds(expected)).as("more than %d", expected).isFalse();
        assertThat(ledger.exceeds(expected - 1)).as("less than %d", expected).isTrue();
    }

    @Test
    void publishersShareTheRoomEvenly() {
        assertThat(ledger.reserveShare(10, 0, 3)).isEqualTo(3);
        assertThat(ledger.reserveShare(10, 0, 2)).isEqualTo(3);
        assertThat(ledger.reserveShare(10, 0, 1)).isEqualTo(4);
        assertReserved(10);
    }

    @Test
    void roomThatIsTooSmallToShareGoesToTheFirstOnes() {
        assertThat(ledger.reserveShare(2, 5, 4)).isEqualTo(1);
        assertThat(ledger.reserveShare(2, 5, 3)).isEqualTo(1);
        assertThat(ledger.reserveShare(2, 5, 2)).isZero();
        assertThat(ledger.reserveShare(2, 5, 1)).isZero();
        assertReserved(2);
    }

    @Test
    void aPublisherWithoutAReservationGetsOneMessageWhileThereIsRealRoom() {
        assertThat(ledger.reserveShare(10, 0, 1)).isEqualTo(10);
        assertThat(ledger.reserveShare(10, 1, 1)).isZero();
        assertThat(ledger.reserveShare(10, 0, 1)).isEqualTo(1);
        assertReserved(11);
        assertThat(ledger.reserveShare(0, 0, 1)).isZero();
    }

    @Test
    void aCallerThatLackedATicketGetsOneWhileThereIsRealRoom() {
        assertThat(ledger.reserveShare(10, 0, 1)).isEqualTo(10);
        assertThat(ledger.reserveTickets(10, 0, false)).isZero();
        assertThat(ledger.reserveTickets(10, 1, true)).isZero();
        assertThat(ledger.reserveTickets(0, 0, true)).isZero();
        assertThat(ledger.reserveTickets(10, 0, true)).isEqualTo(1);
        assertReserved(11);
    }

    @Test
    void roomIsFreeAgainWhenItsReservationEnds() {
        assertThat(ledger.reserveShare(10, 0, 1)).isEqualTo(10);
        ledger.release(4);
        assertReserved(6);
        assertThat(ledger.reserveTickets(10, 0, false)).isEqualTo(4);
        assertThat(ledger.exceeds(10)).isFalse();
        assertThat(ledger.exceeds(9)).isTrue();
    }

    @Test
    void aWindowIsTheMostThatOnePublisherGets() {
        int window = CreditLedger.window(1_000_000);
        assertThat(ledger.reserveShare(1_000_000, 0, 1)).isEqualTo(window);
        assertThat(CreditLedger.isDue(window, window)).isFalse();
        assertThat(CreditLedger.isDue(window - window / 4, window)).isTrue();
        assertThat(ledger.reserveShare(1_000_000, window - window / 4, 1)).isEqualTo(window / 4);
        assertThat(CreditLedger.isDue(CreditLedger.askAgainAt(window), window)).isTrue();
    }

    @Test
    void anOutletWithoutALimitGrantsEachSenderAWindow() {
        int window = CreditLedger.window(Outlet.UNBOUNDED);
        assertThat(window).isLessThan(CreditLedger.window(1_000_000));
        for (int i = 5; i > 0; i--) {
            assertThat(ledger.reserveShare(Outlet.UNBOUNDED, 0, i)).isEqualTo(window);
        }
        assertThat(ledger.reserveTickets(Outlet.UNBOUNDED, 0, false)).isEqualTo(window);
        assertThat(ledger.reserveTickets(Outlet.UNBOUNDED, window, true)).isZero();
        assertReserved(6L * window);
    }

    /** Senders that do anything at any time, at an outlet whose room others take as well. */
    private final class Senders {

        private final Random random;
        private final long[] demand;
        private long tickets;
        private long room;

        Senders(Random random) {
            this.random = random;
            this.demand = new long[1 + random.nextInt(5)];
            this.room = random.nextInt(50);
        }

        private long reserved() {
            return tickets + Arrays.stream(demand).sum();
        }

        private void step() {
            int publisher = random.nextInt(demand.length);
            switch (random.nextInt(8)) {
                case 0, 1 -> grant();
                case 2, 3 -> {
                    if (demand[publisher] > 0 && room > 0) {
                        demand[publisher]--;
                        room--;
                        ledger.release(1);
                    }
                }
                case 4 -> {
                    if (tickets > 0 && room > 0) {
                        tickets--;
                        room--;
                        ledger.release(1);
                    }
                }
                case 5 -> room += random.nextInt(20);
                case 6 -> room -= Math.min(room, random.nextInt(3));
                default -> {
                    ledger.release(demand[publisher]);
                    demand[publisher] = 0;
                }
            }
        }

        private void grant() {
            if (ledger.exceeds(room)) {
                long back = tickets == 0 ? 0 : random.nextLong(tickets + 1);
                tickets -= back;
                ledger.release(back);
            }
            int window = CreditLedger.window(room);
            for (int i = 0; i < demand.length; i++) {
                if (CreditLedger.isDue(demand[i], window)) {
                    long share = ledger.reserveShare(room, demand[i], demand.length - i);
                    check(share, demand[i]);
                    demand[i] += share;
                }
            }
            long more = ledger.reserveTickets(room, tickets, random.nextBoolean());
            check(more, tickets);
            tickets += more;
        }

        private void check(long granted, long before) {
            assertThat(granted).isNotNegative();
            if (granted > 0 && ledger.exceeds(room)) {
                assertThat(granted).as("granted beyond the room").isEqualTo(1);
                assertThat(before).as("reserved by the same sender").isZero();
                assertThat(room).isPositive();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void reservationsExceedTheRoomOnlyByOneMessageOfASenderWithoutAny(long seed) {
        Senders senders = new Senders(new Random(seed));
        for (int i = 0; i < 20_000; i++) {
            senders.step();
            assertReserved(senders.reserved());
        }
    }
}
