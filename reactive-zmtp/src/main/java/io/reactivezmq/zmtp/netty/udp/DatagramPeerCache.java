package io.reactivezmq.zmtp.netty.udp;

import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.security.AddressRange;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.PeerInfoBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The most recent senders, so that the address of each is formatted once instead of for each datagram. Beyond 256, the
 * least recent sender is forgotten.
 */
final class DatagramPeerCache {

    private static final int KNOWN = 256;

    private final LinkHost host;
    private final List<AddressRange> wanted;
    private final Map<InetSocketAddress, Correspondent> known = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetSocketAddress, Correspondent> eldest) {
            return size() > KNOWN;
        }
    };

    private @Nullable InetSocketAddress lastSender;
    private @Nullable Correspondent last;

    DatagramPeerCache(LinkHost host) {
        this.host = host;
        this.wanted = host.settings().transport().accept().ranges();
    }

    /**
     * One sender.
     *
     * @param address the address as a frame
     * @param peer the sender as reported by its messages
     * @param wanted whether the accept filter admits it
     */
    record Correspondent(byte[] address, PeerInfo peer, boolean wanted) {}

    Correspondent of(InetSocketAddress sender) {
        Correspondent same = last;
        if (same != null && sender.equals(lastSender)) {
            return same;
        }
        Correspondent found = known.computeIfAbsent(sender, this::meet);
        lastSender = sender;
        last = found;
        return found;
    }

    private Correspondent meet(InetSocketAddress sender) {
        String text = UdpTransport.text(sender);
        return new Correspondent(
                text.getBytes(StandardCharsets.US_ASCII),
                PeerInfoBuilder.of(host.endpoint().uri(), text, true).build(),
                isWanted(sender.getAddress()));
    }

    private boolean isWanted(InetAddress address) {
        return wanted.isEmpty() || wanted.stream().anyMatch(range -> range.contains(address));
    }
}
