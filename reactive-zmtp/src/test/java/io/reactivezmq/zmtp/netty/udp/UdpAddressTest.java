package io.reactivezmq.zmtp.netty.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.Endpoint;
import io.reactivezmq.SocketType;
import io.reactivezmq.error.InvalidEndpointException;
import io.reactivezmq.options.DishOptions;
import io.reactivezmq.spi.settings.LinkSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An address of udp")
class UdpAddressTest {

    private static final LinkSettings SETTINGS = new DishOptions().settings().links();

    private final UdpTransport udp = new UdpTransport();

    private static Endpoint endpoint(String address) {
        return new Endpoint("udp://" + address);
    }

    private static void assertIs(InetSocketAddress address, String host, int port) throws IOException {
        assertThat(address.getAddress()).isEqualTo(InetAddress.getByName(host));
        assertThat(address.getPort()).isEqualTo(port);
    }

    @ParameterizedTest(name = "{0}, with ipv6 {1}")
    @CsvSource({
        "127.0.0.1:5555, false, 127.0.0.1, 5555, 127.0.0.1, false",
        "127.0.0.1:*, false, 127.0.0.1, 0, 127.0.0.1, false",
        "127.0.0.1:0, false, 127.0.0.1, 0, 127.0.0.1, false",
        "*:*, false, 0.0.0.0, 0, 0.0.0.0, false",
        "*:5555, false, 0.0.0.0, 5555, 0.0.0.0, false",
        "*:*, true, ::, 0, ::, false",
        "*:5555, true, ::, 5555, ::, false",
        "[::1]:*, true, ::1, 0, ::1, false",
        "[abcd::1234:1]:5555, true, abcd::1234:1, 5555, abcd::1234:1, false",
        "[1:2:3:4::5]:*, true, 1:2:3:4::5, 0, 1:2:3:4::5, false",
        "239.0.0.1:1234, false, 239.0.0.1, 1234, 0.0.0.0, true",
        "239.0.0.1:*, true, 239.0.0.1, 0, 0.0.0.0, true",
        "[ff00::1]:1234, true, ff00::1, 1234, ::, true",
        "127.0.0.1;230.2.8.12:5555, false, 230.2.8.12, 5555, 0.0.0.0, true",
        "*;230.2.8.12:5555, false, 230.2.8.12, 5555, 0.0.0.0, true",
        "*;[ffff::]:5555, true, ffff::, 5555, ::, true",
    })
    @DisplayName("to bind is read")
    void toBind(String address, boolean ipv6, String target, int port, String local, boolean multicast)
            throws IOException {
        Endpoint endpoint = endpoint(address);
        udp.checkBind(endpoint, SocketType.DISH, SETTINGS);
        UdpAddress read = UdpAddress.toBind(endpoint);
        InetAddress number = read.number();
        UdpRoute route = UdpRoute.toBind(
                read,
                number == null
                        ? read.to().resolveToBind(ipv6)
                        : new InetSocketAddress(number, read.to().port()));
        assertIs(route.target(), target, port);
        assertIs(route.local(), local, port);
        assertThat(route.isMulticast()).isEqualTo(multicast);
        assertThat(route.card() != null).isEqualTo(multicast);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "127.0.0.1:5555, 127.0.0.1, 5555, 0.0.0.0, false",
        "[::1]:123, ::1, 123, ::, false",
        "239.0.0.1:2222, 239.0.0.1, 2222, 0.0.0.0, true",
        "[ff00::1]:2222, ff00::1, 2222, ::, true",
        "127.0.0.1;230.2.8.12:5555, 230.2.8.12, 5555, 0.0.0.0, true",
        "*;230.2.8.12:5555, 230.2.8.12, 5555, 0.0.0.0, true",
        "*;[ff10::1]:5555, ff10::1, 5555, ::, true",
    })
    @DisplayName("to connect to is read")
    void toConnect(String address, String target, int port, String local, boolean multicast) throws IOException {
        Endpoint endpoint = endpoint(address);
        udp.checkConnect(endpoint, SocketType.RADIO, SETTINGS);
        UdpAddress read = UdpAddress.toConnect(endpoint);
        UdpRoute route = UdpRoute.toConnect(
                read, new InetSocketAddress(read.number(), read.to().port()));
        assertIs(route.target(), target, port);
        assertIs(route.local(), local, 0);
        assertThat(route.isMulticast()).isEqualTo(multicast);
        assertThat(route.card() != null).isEqualTo(address.startsWith("127.0.0.1;"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"8.9.10.11;230.2.8.12:5555", "[1:2:3::4];[ff01::1]:5555"})
    @DisplayName("may name the interface by an address, which must be one of ours when it is used")
    void noSuchInterface(String address) {
        udp.checkConnect(endpoint(address), SocketType.RADIO, SETTINGS);
        UdpAddress read = UdpAddress.toConnect(endpoint(address));
        assertThatThrownBy(() -> UdpRoute.toConnect(
                        read, new InetSocketAddress(read.number(), read.to().port())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no interface " + Objects.requireNonNull(read.card()));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "127.0.0.1;1.2.3.4:5555",
                "[::1];[fe00::1]:5555",
                "[::1];[fe00:1]:5555",
                "*;127.0.0.1:5555",
                "*;*:5555",
                "lo;*:5555",
                ";239.0.0.1:5555",
                "nosuchcard7;239.0.0.1:5555",
                "127.0.0.1:80;239.0.0.1:5555",
                "239.0.0.2;239.0.0.1:5555",
                "127.0.0.1;[ff02::1]:5555",
                "[::1];239.0.0.1:5555",
                "239.0.0.1",
                "239.0.0.1:",
                ":5555",
                "127.0.0.1:65536",
                "127.0.0.1:-1",
                "127.0.0.1:+1",
                "127.0.0.1:http",
                "[::1:5555",
                "[nonsense]:5555",
                "a b:5555",
                "127.0.0.1;",
                ";",
            })
    @DisplayName("that makes no sense is refused at once, bound or connected, and named")
    void wrong(String address) {
        Endpoint endpoint = endpoint(address);
        assertThatThrownBy(() -> udp.checkBind(endpoint, SocketType.DISH, SETTINGS))
                .isInstanceOf(InvalidEndpointException.class)
                .hasMessageContaining(endpoint.uri());
        assertThatThrownBy(() -> udp.checkConnect(endpoint, SocketType.RADIO, SETTINGS))
                .isInstanceOf(InvalidEndpointException.class)
                .hasMessageContaining(endpoint.uri());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"*:5555", "127.0.0.1:*", "[::1]:*", "127.0.0.1:0", "[2000:abcd::1]:0", "239.0.0.1:*"})
    @DisplayName("to connect to has neither wildcards nor port 0")
    void wildcards(String address) {
        udp.checkBind(endpoint(address), SocketType.DISH, SETTINGS);
        assertThatThrownBy(() -> udp.checkConnect(endpoint(address), SocketType.RADIO, SETTINGS))
                .isInstanceOf(InvalidEndpointException.class)
                .hasMessageContaining(endpoint(address).uri());
    }
}
