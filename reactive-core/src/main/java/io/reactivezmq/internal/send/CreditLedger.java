package io.reactivezmq.internal.send;

import io.reactivezmq.internal.pattern.Outlet;

/**
 * Counts what is reserved of an outlet's room, and decides how much each sender is granted. Granted are the demand on a
 * publisher and the tickets of a {@link TrySendQueue}. They stay reserved until their messages are placed, or until
 * they are given back.
 *
 * <p>A grant never makes the reservations exceed the room, with one exception: a sender without a reservation is
 * granted one message as long as there is real room. So no sender starves behind a publisher that does not use its
 * reservation. An outlet without a limit grants each sender a window. Used on the loop only.
 */
final class CreditLedger {

    /** Maximum demand signaled to one publisher, so that an endless one lets others have their turn. */
    private static final int WINDOW = 65_536;

    /** Maximum demand signaled to one publisher if the outlet drops instead of setting a limit. */
    private static final int DROPPING_WINDOW = 4096;

    private long reserved;

    /** Returns the maximum reservation of one publisher at an outlet with this room. */
    static int window(long room) {
        return room == Outlet.UNBOUNDED ? DROPPING_WINDOW : WINDOW;
    }

    /** Returns the reservation at which a publisher with this window asks for more before its window is used up. */
    static int askAgainAt(int window) {
        return window / 4;
    }

    /** Returns whether a publisher with this reservation gets more now, as a quarter of its window is free. */
    static boolean isDue(long outstanding, int window) {
        return outstanding <= window - window / 4;
    }

    /** Returns whether more is reserved than this room. */
    boolean exceeds(long room) {
        return reserved > room;
    }

    /**
     * Reserves an even share of the free room for a publisher, and returns it. It is 0 if there is no room for it.
     *
     * @param room the room of the outlet, with what is reserved of it
     * @param outstanding the publisher's reservation; it {@link #isDue is due}
     * @param publishers how many publishers share the free room, with those that follow this one
     */
    long reserveShare(long room, long outstanding, int publishers) {
        long free = room == Outlet.UNBOUNDED ? Long.MAX_VALUE : room - reserved;
        long share = Math.min(window(room) - outstanding, free / publishers);
        if (share <= 0) {
            share = free > 0 || outstanding == 0 && room > 0 ? 1 : 0;
        }
        reserved += share;
        return share;
    }

    /**
     * Reserves tickets, and returns their number, which may be 0.
     *
     * @param room the room of the outlet for messages of any content, with what is reserved of it
     * @param outstanding the tickets that are reserved already
     * @param missed whether a caller lacked a ticket
     */
    long reserveTickets(long room, long outstanding, boolean missed) {
        long free = room == Outlet.UNBOUNDED ? DROPPING_WINDOW - outstanding : room - reserved;
        if (free <= 0) {
            free = missed && outstanding == 0 && room > 0 ? 1 : 0;
        }
        long tickets = Math.min(free, WINDOW);
        reserved += tickets;
        return tickets;
    }

    /** Ends reservations, as their messages were placed or will not come. */
    void release(long count) {
        reserved -= count;
    }
}
