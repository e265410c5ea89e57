package io.reactivezmq.socket;

import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A harness for tests of REQ, with requests and answers on it. */
abstract class ReqFixture {

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    ReqSocket req() {
        return harness.zmq().req().connect(harness.uri("svc"));
    }

    Received<ZmqMessage> ask(ReqSocket req, String text) {
        Received<ZmqMessage> answer = Received.of(req.request(text), Long.MAX_VALUE);
        harness.settle();
        return answer;
    }

    /** Returns the answer of a REP to a request, with the frames before the empty one. */
    static ZmqMessage answer(ZmqMessage request, String text) {
        ZmqMessage reply = ZmqMessage.of(text).prependEmpty();
        return request.size(0) == 0 ? reply : reply.prepend(request.unwrap(0));
    }

    FakePeer accept(String name) {
        return harness.at(name).accept();
    }
}
