package io.reactivezmq.sim;

import io.reactivezmq.ZmqMessage;

/** The names of simulated messages: the last frame, made of the name of the program that sends it and a number. */
final class Texts {

    private Texts() {}

    static String of(ZmqMessage message) {
        return message.text();
    }
}
