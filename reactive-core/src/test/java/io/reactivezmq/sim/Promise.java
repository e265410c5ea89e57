package io.reactivezmq.sim;

/** The promises to users that the checks of a simulation look after. {@code docs/guarantees.md} states them. */
enum Promise {
    /** No message is delivered or sent twice. */
    ONCE,
    /** Messages of one sender arrive in their order over each connection. */
    ORDER,
    /** A message that its sender knows to be refused is never delivered. */
    REFUSAL,
    /** Each accepted message is delivered, dropped and counted, or lost with a connection. */
    BALANCE,
    /** Without faults, nothing is lost. */
    NO_LOSS,
    /** Counters are never negative and agree with what happened. */
    COUNTS,
    /** No signal without demand, inside another one, after the end or after a cancel. */
    SIGNALS,
    /** Queues keep their high-water marks. */
    MARKS,
    /** Received messages are delivered while all receivers have demand. */
    DELIVERY,
    /** When faults stop, everything that can be delivered is delivered. */
    PROGRESS,
    /** A reply reaches the request that it answers, and a request is served once. */
    REPLIES,
    /** A subscriber gets what it has subscribed to, and nothing else. */
    SUBSCRIPTIONS,
    /** Events report a possible life of each endpoint and connection. */
    EVENTS,
    /** Attempts to connect are as far apart as the reconnect interval. */
    RECONNECTION,
    /** An answer that reports a timeout comes when the time is over. */
    TIMEOUTS,
    /** Closing ends within the linger time and a bound. */
    CLOSING,
    /** Nothing is left behind when all is closed. */
    LEAKS,
    /** No exception leaves a task, and no error or value is dropped. */
    ERRORS,
    /** Loops get to rest, and no task runs for long. */
    TASKS,
    /** Messages arrive whole, unchanged and in the order in which they were sent, or not at all. */
    WIRE,
    /** A connection holds a limited number of bytes. */
    BYTES,
    /** Heartbeats end no connection over which bytes go, even if nothing reads them. */
    HEARTBEATS,
    /** A hostile peer is disconnected, with its violation as the reason, and nothing else suffers. */
    HOSTILE
}
