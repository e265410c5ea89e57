package io.reactivezmq.sim;

/** Records what the senders of messages know about them. */
interface MessageFates {

    void offered(String message);

    void fate(String message, Ledger.Fate fate);
}
