package io.reactivezmq.zmtp.netty.tcp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.reactivezmq.Endpoint;
import io.reactivezmq.SocketType;
import io.reactivezmq.error.InvalidEndpointException;
import io.reactivezmq.options.DishOptions;
import io.reactivezmq.spi.Transport;
import io.reactivezmq.spi.settings.LinkSettings;
import io.reactivezmq.zmtp.netty.udp.UdpTransport;
import java.nio.charset.StandardCharsets;

/** Addresses that a user may give. */
class EndpointFuzzTest {

    private static final LinkSettings SETTINGS = new DishOptions().settings().links();

    private final Transport tcp = new TcpTransport();
    private final Transport udp = new UdpTransport();

    @FuzzTest(maxDuration = "200s")
    void endpoint(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        check(text, tcp);
        check("tcp://" + text, tcp);
        check("udp://" + text, udp);
    }

    private static void check(String uri, Transport transport) {
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
            transport.checkBind(endpoint, SocketType.DISH, SETTINGS);
        } catch (InvalidEndpointException e) {
            // That is how to say no.
        }
        try {
            transport.checkConnect(endpoint, SocketType.RADIO, SETTINGS);
        } catch (InvalidEndpointException e) {
            // That is how to say no.
        }
    }
}
