package io.reactivezmq.zmtp.netty.tcp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.reactivezmq.Endpoint;
import io.reactivezmq.error.InvalidEndpointException;
import java.nio.charset.StandardCharsets;

/** Addresses that a user may give. */
class EndpointFuzzTest {

    private final TcpTransport transport = new TcpTransport();

    @FuzzTest(maxDuration = "200s")
    void endpoint(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        check(text);
        check("tcp://" + text);
    }

    private void check(String uri) {
        Endpoint endpoint;
        try {
            endpoint = new Endpoint(uri);
        } catch (InvalidEndpointException e) {
            return;
        }
        if (!new Endpoint(endpoint.uri()).equals(endpoint)) {
            throw new AssertionError("read again it is another: " + endpoint);
        }
        try {
            transport.checkBind(endpoint);
        } catch (InvalidEndpointException e) {
            // That is how to say no.
        }
        try {
            transport.checkConnect(endpoint);
        } catch (InvalidEndpointException e) {
            // That is how to say no.
        }
    }
}
