package io.reactivezmq.options;

import io.reactivezmq.error.InvalidOptionException;
import io.reactivezmq.security.AddressRange;
import io.reactivezmq.spi.settings.AcceptSettings;
import io.reactivezmq.spi.settings.DatagramSettings;
import io.reactivezmq.spi.settings.KeepAliveSettings;
import io.reactivezmq.spi.settings.KernelSettings;
import io.reactivezmq.spi.settings.ProxySettings.Kind;
import io.reactivezmq.spi.settings.SocketFileSettings;
import io.reactivezmq.spi.settings.TcpSettings;
import io.reactivezmq.spi.settings.TransportSettings;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Options of the operating system's sockets, and filters for incoming connections.
 *
 * @param <O> the options class of the socket type, returned for chaining
 */
public abstract class TransportOptions<O extends SocketOptions<O>> {

    private static final Duration MAX_KEEPALIVE = Duration.ofSeconds(32_767);

    private boolean ipv6;
    private int backlog = 4096;
    private @Nullable Set<PosixFilePermission> ipcMode;
    private @Nullable String ipcOwner;
    private @Nullable String ipcGroup;
    private @Nullable Boolean keepAlive;
    private @Nullable Duration keepAliveIdle;
    private @Nullable Duration keepAliveInterval;
    private @Nullable Integer keepAliveCount;
    private @Nullable Integer sendBuffer;
    private @Nullable Integer receiveBuffer;
    private @Nullable Integer typeOfService;
    private @Nullable String device;
    private @Nullable Integer priority;
    private @Nullable Integer busyPoll;
    private @Nullable Duration retransmitTimeout;
    private @Nullable ProxyAddress proxy;
    private String proxyUser = "";
    private String proxyPassword = "";
    private final List<AddressRange> acceptFilters = new ArrayList<>();
    private final Set<String> acceptOrigins = new LinkedHashSet<>();
    private final Set<Integer> acceptUids = new LinkedHashSet<>();
    private final Set<Integer> acceptGids = new LinkedHashSet<>();
    private final Set<Integer> acceptPids = new LinkedHashSet<>();

    TransportOptions() {}

    abstract O self();

    /**
     * Sets whether {@code *} also listens on IPv6, and host names also resolve to IPv6 addresses ({@code ZMQ_IPV6}).
     * Default false.
     */
    public O ipv6(boolean enabled) {
        ipv6 = enabled;
        return self();
    }

    /**
     * Sets the number of connections that may wait to be accepted ({@code ZMQ_BACKLOG}). The system limits it
     * ({@code net.core.somaxconn}). Default 4096, which is also Linux's limit. libzmq's default is 100, with which many
     * clients that connect at once wait for retransmissions by the system.
     */
    public O backlog(int connections) {
        backlog = Check.atLeast(1, "backlog (ZMQ_BACKLOG)", connections);
        return self();
    }

    /** Sets whether TCP keepalive is used ({@code ZMQ_TCP_KEEPALIVE}). Default: the operating system's. */
    public O keepAlive(boolean enabled) {
        keepAlive = enabled;
        return self();
    }

    /**
     * Sets the silence before the first keepalive probe, in whole seconds from 1 to 32,767
     * ({@code ZMQ_TCP_KEEPALIVE_IDLE}). Default: the operating system's.
     */
    public O keepAliveIdle(Duration silence) {
        keepAliveIdle = Check.seconds(MAX_KEEPALIVE, "keepAliveIdle (ZMQ_TCP_KEEPALIVE_IDLE)", silence);
        return self();
    }

    /**
     * Sets the time between two keepalive probes, in whole seconds from 1 to 32,767 ({@code ZMQ_TCP_KEEPALIVE_INTVL}).
     * Default: the operating system's.
     */
    public O keepAliveInterval(Duration pause) {
        keepAliveInterval = Check.seconds(MAX_KEEPALIVE, "keepAliveInterval (ZMQ_TCP_KEEPALIVE_INTVL)", pause);
        return self();
    }

    /**
     * Sets the number of unanswered keepalive probes that end the connection ({@code ZMQ_TCP_KEEPALIVE_CNT}). Default:
     * the operating system's.
     */
    public O keepAliveCount(int probes) {
        keepAliveCount = Check.atLeast(1, "keepAliveCount (ZMQ_TCP_KEEPALIVE_CNT)", probes);
        return self();
    }

    /**
     * Sets how long sent bytes may stay unacknowledged before the connection is closed ({@code ZMQ_TCP_MAXRT}). It
     * applies to accepted and to initiated connections, on Linux with Netty's epoll loops, and has no effect elsewhere.
     * There, and for a peer that nothing is sent to, use {@code heartbeatTimeout}. Zero and default: the operating
     * system's limit, many minutes.
     */
    public O retransmitTimeout(Duration time) {
        retransmitTimeout = Check.notNegative("retransmitTimeout (ZMQ_TCP_MAXRT)", time);
        return self();
    }

    /** Sets the size of the kernel's send buffer in bytes ({@code ZMQ_SNDBUF}). Default: the operating system's. */
    public O sendBuffer(int bytes) {
        sendBuffer = Check.atLeast(1, "sendBuffer (ZMQ_SNDBUF)", bytes);
        return self();
    }

    /** Sets the size of the kernel's receive buffer in bytes ({@code ZMQ_RCVBUF}). Default: the operating system's. */
    public O receiveBuffer(int bytes) {
        receiveBuffer = Check.atLeast(1, "receiveBuffer (ZMQ_RCVBUF)", bytes);
        return self();
    }

    /** Sets the IP type of service, 0 to 255 ({@code ZMQ_TOS}). Default: the operating system's. */
    public O typeOfService(int value) {
        if (value < 0 || value > 255) {
            throw new InvalidOptionException("typeOfService (ZMQ_TOS)", value, "between 0 and 255");
        }
        typeOfService = value;
        return self();
    }

    /**
     * Sends and receives through this network interface only, such as {@code eth0} ({@code ZMQ_BINDTODEVICE}). Needs
     * Linux and Netty's epoll. Default: any interface.
     */
    public O bindToDevice(String name) {
        Check.notNull("bindToDevice (ZMQ_BINDTODEVICE)", name);
        if (name.isEmpty() || name.length() > 15 || !name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '/')) {
            throw new InvalidOptionException("bindToDevice (ZMQ_BINDTODEVICE)", name, "the name of an interface");
        }
        device = name;
        return self();
    }

    /**
     * Connects through this SOCKS 5 proxy, {@code host:port} ({@code ZMQ_SOCKS_PROXY}). The proxy also resolves the
     * names of hosts that the socket connects to. Replaces any proxy set before. Default: no proxy.
     */
    public O socksProxy(String address) {
        proxy = ProxyAddress.parse(Kind.SOCKS5, "socksProxy (ZMQ_SOCKS_PROXY)", address);
        return self();
    }

    /**
     * Connects through this SOCKS 4 proxy, {@code host:port}. SOCKS 4 has a user name but no password. The proxy
     * resolves host names if it supports SOCKS 4a. Replaces any proxy set before.
     */
    public O socks4Proxy(String address) {
        proxy = ProxyAddress.parse(Kind.SOCKS4, "socks4Proxy", address);
        return self();
    }

    /**
     * Connects through this HTTP proxy, {@code host:port}, by {@code CONNECT} and with basic authentication. The proxy
     * also resolves the names of hosts that the socket connects to. Replaces any proxy set before.
     */
    public O httpProxy(String address) {
        proxy = ProxyAddress.parse(Kind.HTTP, "httpProxy", address);
        return self();
    }

    /**
     * Sets the user name and password for the proxy ({@code ZMQ_SOCKS_USERNAME}, {@code ZMQ_SOCKS_PASSWORD}), each at
     * most 255 bytes of UTF-8. Default: none.
     */
    public O proxyCredentials(String user, String password) {
        Check.bytes(1, "proxyCredentials' user (ZMQ_SOCKS_USERNAME)", user);
        Check.bytes(0, "proxyCredentials' password (ZMQ_SOCKS_PASSWORD)", password);
        proxyUser = user;
        proxyPassword = password;
        return self();
    }

    /**
     * Accepts connections by TCP and WebSocket only from these addresses, such as {@code 10.0.0.0/8} or {@code ::1}
     * ({@code ZMQ_TCP_ACCEPT_FILTER}). Several calls add up. Other connections are closed at once, with the event
     * {@code HandshakeFailed}. Default: all addresses.
     *
     * <p>Datagrams from other addresses are dropped and counted. The sender address of a datagram is easily forged,
     * though.
     */
    public O acceptFilter(String range) {
        acceptFilters.add(AddressRange.parse(Check.notNull("acceptFilter (ZMQ_TCP_ACCEPT_FILTER)", range)));
        return self();
    }

    /**
     * Accepts WebSocket connections from web pages only of this origin, such as {@code https://app.example.org}.
     * Several calls add up. The origin has the form that browsers send: lower case, and no default port. Pages of other
     * origins are answered with 403, with the event {@code HandshakeFailed}. Default: all origins.
     *
     * <p>Clients other than browsers send no origin and are accepted, as they could send any. So this option keeps out
     * other web pages, not programs.
     */
    public O acceptOrigin(String origin) {
        acceptOrigins.add(Check.origin("acceptOrigin", origin));
        return self();
    }

    /**
     * Sets the permissions of the file of a bound {@code ipc} endpoint, such as {@code rw-rw----}, in the form of
     * {@link java.nio.file.attribute.PosixFilePermissions}. Connecting needs the permission to write. The file has this
     * mode before any peer can connect, whatever the umask is. Default: what the umask leaves.
     *
     * <p>On a file system without permissions, {@code bind} fails. Names outside of the file system
     * ({@code ipc://@name}) have no mode and are refused with this option. So is {@code ipc://*}, whose directory no
     * other user may enter.
     */
    public O ipcFileMode(String permissions) {
        try {
            ipcMode = Set.copyOf(PosixFilePermissions.fromString(Check.notNull("ipcFileMode", permissions)));
        } catch (IllegalArgumentException wrong) {
            throw new InvalidOptionException("ipcFileMode", permissions, "nine characters such as rw-rw----");
        }
        return self();
    }

    /**
     * Sets the user that owns the file of a bound {@code ipc} endpoint, by name or number. Only a privileged process
     * may change the owner; otherwise {@code bind} fails, as it does for an unknown name. {@code ipc://@name} and
     * {@code ipc://*} are refused with this option. Default: the user of this process.
     */
    public O ipcFileOwner(String user) {
        ipcOwner = Check.name("ipcFileOwner", user);
        return self();
    }

    /**
     * Sets the group of the file of a bound {@code ipc} endpoint, by name or number. A process may choose among the
     * groups of its user; otherwise {@code bind} fails, as it does for an unknown name. {@code ipc://@name} and
     * {@code ipc://*} are refused with this option. Default: the group of this process.
     */
    public O ipcFileGroup(String group) {
        ipcGroup = Check.name("ipcFileGroup", group);
        return self();
    }

    /**
     * Accepts {@code ipc} connections from processes of this user ({@code ZMQ_IPC_FILTER_UID}). Several calls, and the
     * filters for groups and processes, add up: a connection is accepted if one of them matches. The filters need Linux
     * and Netty's epoll. Default: all processes that may open the socket's file.
     */
    public O ipcFilterUid(int uid) {
        acceptUids.add(Check.atLeast(0, "ipcFilterUid (ZMQ_IPC_FILTER_UID)", uid));
        return self();
    }

    /**
     * Accepts {@code ipc} connections from processes of this group ({@code ZMQ_IPC_FILTER_GID}), in addition to the
     * other filters, see {@link #ipcFilterUid}. Further groups of the process or of its user do not count.
     */
    public O ipcFilterGid(int gid) {
        acceptGids.add(Check.atLeast(0, "ipcFilterGid (ZMQ_IPC_FILTER_GID)", gid));
        return self();
    }

    /**
     * Accepts {@code ipc} connections from this process ({@code ZMQ_IPC_FILTER_PID}), in addition to the other filters,
     * see {@link #ipcFilterUid}.
     */
    public O ipcFilterPid(int pid) {
        acceptPids.add(Check.atLeast(1, "ipcFilterPid (ZMQ_IPC_FILTER_PID)", pid));
        return self();
    }

    /**
     * Sets the priority of sent packets in the kernel's queues ({@code ZMQ_PRIORITY}). It needs Linux with Netty's
     * epoll loops, and has no effect elsewhere. Values above 6 need a privilege. Default: the operating system's.
     */
    public O priority(int value) {
        priority = Check.atLeast(0, "priority (ZMQ_PRIORITY)", value);
        return self();
    }

    /**
     * Sets for how many microseconds the kernel polls for input before it waits ({@code ZMQ_BUSY_POLL}). It needs Linux
     * with Netty's epoll loops, and has no effect elsewhere. Default: the operating system's.
     */
    public O busyPoll(int microseconds) {
        busyPoll = Check.atLeast(0, "busyPoll (ZMQ_BUSY_POLL)", microseconds);
        return self();
    }

    TransportSettings transport() {
        return new TransportSettings(
                new KernelSettings(sendBuffer, receiveBuffer, typeOfService, priority, busyPoll),
                tcp(),
                datagrams(),
                accept(),
                new SocketFileSettings(ipcMode, ipcOwner, ipcGroup));
    }

    private TcpSettings tcp() {
        return new TcpSettings(
                ipv6,
                backlog,
                device,
                new KeepAliveSettings(keepAlive, keepAliveIdle, keepAliveInterval, keepAliveCount, retransmitTimeout),
                proxy == null ? null : proxy.with(proxyUser, proxyPassword));
    }

    /** Returns the settings of datagrams, which only some socket types have. */
    DatagramSettings datagrams() {
        return DatagramSettings.DEFAULT;
    }

    private AcceptSettings accept() {
        return new AcceptSettings(
                List.copyOf(acceptFilters),
                Set.copyOf(acceptOrigins),
                Set.copyOf(acceptUids),
                Set.copyOf(acceptGids),
                Set.copyOf(acceptPids));
    }
}
