package io.reactivezmq.zmtp.netty.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

/** The local address that a connection is made from. */
class TcpRouteTest {

    @Test
    void theSourceIsALiteralOrAnInterface() throws IOException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        String card = NetworkInterface.getByInetAddress(loopback).getName();
        for (String source : new String[] {"127.0.0.1", card}) {
            TcpRoute route = TcpRoute.parse(new Endpoint("tcp://" + source + ":7;127.0.0.1:5555"));
            assertThat(route.source(false).getAddress()).isEqualTo(loopback);
            assertThat(route.source(false).getPort()).isEqualTo(7);
        }
        assertThat(TcpRoute.parse(new Endpoint("tcp://127.0.0.1:5555")).source(false))
                .isNull();
    }

    /** A name service knows localhost, but a loop must not wait for one. */
    @Test
    void anInterfaceThatNoLongerExistsIsNoNameToResolve() {
        TcpRoute route = new TcpRoute(new TcpAddress("localhost", 0), new TcpAddress("127.0.0.1", 5555));
        assertThatThrownBy(() -> route.source(false))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("the source 'localhost'");
    }
}
