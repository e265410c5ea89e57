package io.reactivezmq.options;

import io.reactivezmq.error.InvalidOptionException;
import io.reactivezmq.security.AddressRange;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is set on the operating system's sockets, and who may connect to them at all.
 *
 * @param <O> the options of the socket type at hand
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
    private @Nullable ProxySettings proxy;
    private String proxyUser = "";
    private String proxyPassword = "";
    private final List<AddressRange> acceptFilters = new ArrayList<>();
    private final Set<String> acceptOrigins = new LinkedHashSet<>();
    private final Set<Integer> acceptUids = new LinkedHashSet<>();
    private final Set<Integer> acceptGids = new LinkedHashSet<>();
    private final Set<Integer> acceptPids = new LinkedHashSet<>();

    TransportOptions() {}

    abstract O self();

    /** Whether {@code *} listens on IPv6 too and host names resolve to it ({@code ZMQ_IPV6}). Default false. */
    public O ipv6(boolean enabled) {
        ipv6 = enabled;
        return self();
    }

    /**
     * How many connections may wait to be accepted ({@code ZMQ_BACKLOG}), at most what the system allows
     * ({@code net.core.somaxconn}). Default 4096, as Linux's own limit; libzmq's is 100, with which a crowd of clients
     * that comes at once waits for the system's retries.
     */
    public O backlog(int connections) {
        backlog = Check.atLeast(1, "backlog (ZMQ_BACKLOG)", connections);
        return self();
    }

    /** TCP keepalive ({@code ZMQ_TCP_KEEPALIVE}). Default: the operating system's. */
    public O keepAlive(boolean enabled) {
        keepAlive = enabled;
        return self();
    }

    /**
     * Silence after which keepalive begins to ask ({@code ZMQ_TCP_KEEPALIVE_IDLE}), in whole seconds: 1 to 32,767.
     * Default: the operating system's.
     */
    public O keepAliveIdle(Duration silence) {
        keepAliveIdle = Check.seconds(MAX_KEEPALIVE, "keepAliveIdle (ZMQ_TCP_KEEPALIVE_IDLE)", silence);
        return self();
    }

    /**
     * Time between two of keepalive's questions ({@code ZMQ_TCP_KEEPALIVE_INTVL}), in whole seconds: 1 to 32,767.
     * Default: the operating system's.
     */
    public O keepAliveInterval(Duration pause) {
        keepAliveInterval = Check.seconds(MAX_KEEPALIVE, "keepAliveInterval (ZMQ_TCP_KEEPALIVE_INTVL)", pause);
        return self();
    }

    /**
     * Unanswered questions after which keepalive gives up ({@code ZMQ_TCP_KEEPALIVE_CNT}). Default: the operating
     * system's.
     */
    public O keepAliveCount(int questions) {
        keepAliveCount = Check.atLeast(1, "keepAliveCount (ZMQ_TCP_KEEPALIVE_CNT)", questions);
        return self();
    }

    /**
     * How long what was sent may stay unacknowledged before the connection is given up ({@code ZMQ_TCP_MAXRT}), by
     * connections of either side; on Linux, with its own kind of loops, and elsewhere without effect: there, and for a
     * peer that nothing is sent to, {@code heartbeatTimeout} does it. Zero or default: the operating system's, many
     * minutes.
     */
    public O retransmitTimeout(Duration time) {
        retransmitTimeout = Check.notNegative("retransmitTimeout (ZMQ_TCP_MAXRT)", time);
        return self();
    }

    /** The kernel's send buffer in bytes ({@code ZMQ_SNDBUF}). Default: the operating system's. */
    public O sendBuffer(int bytes) {
        sendBuffer = Check.atLeast(1, "sendBuffer (ZMQ_SNDBUF)", bytes);
        return self();
    }

    /** The kernel's receive buffer in bytes ({@code ZMQ_RCVBUF}). Default: the operating system's. */
    public O receiveBuffer(int bytes) {
        receiveBuffer = Check.atLeast(1, "receiveBuffer (ZMQ_RCVBUF)", bytes);
        return self();
    }

    /** The IP type of service, 0 to 255 ({@code ZMQ_TOS}). Default: the operating system's. */
    public O typeOfService(int value) {
        if (value < 0 || value > 255) {
            throw new InvalidOptionException("typeOfService (ZMQ_TOS)", value, "between 0 and 255");
        }
        typeOfService = value;
        return self();
    }

    /**
     * Sends and receives by this network interface only ({@code ZMQ_BINDTODEVICE}), such as {@code eth0}; on Linux,
     * with Netty's epoll. Default: any.
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
     * Connects by way of this SOCKS 5 proxy, {@code host:port} ({@code ZMQ_SOCKS_PROXY}). It also resolves the names of
     * the hosts that are connected to. Default: none.
     */
    public O socksProxy(String address) {
        proxy = ProxySettings.parse(ProxySettings.Kind.SOCKS5, "socksProxy (ZMQ_SOCKS_PROXY)", address);
        return self();
    }

    /** The same with a SOCKS 4 proxy, which knows a user but no password, and resolves names if it knows 4a. */
    public O socks4Proxy(String address) {
        proxy = ProxySettings.parse(ProxySettings.Kind.SOCKS4, "socks4Proxy", address);
        return self();
    }

    /** The same with an HTTP proxy, by {@code CONNECT}, and with basic authentication. */
    public O httpProxy(String address) {
        proxy = ProxySettings.parse(ProxySettings.Kind.HTTP, "httpProxy", address);
        return self();
    }

    /**
     * Who we are to the proxy ({@code ZMQ_SOCKS_USERNAME}, {@code ZMQ_SOCKS_PASSWORD}), at most 255 bytes each.
     * Default: nobody.
     */
    public O proxyCredentials(String user, String password) {
        Check.bytes(1, "proxyCredentials' user (ZMQ_SOCKS_USERNAME)", user);
        Check.bytes(0, "proxyCredentials' password (ZMQ_SOCKS_PASSWORD)", password);
        proxyUser = user;
        proxyPassword = password;
        return self();
    }

    /**
     * Takes connections by TCP, and by WebSocket, from these addresses only ({@code ZMQ_TCP_ACCEPT_FILTER}), such as
     * {@code 10.0.0.0/8} or {@code ::1}; several calls add up. Others are closed as soon as they come, with the event
     * {@code HandshakeFailed}. Datagrams from other addresses are dropped and counted; but anybody may write any sender
     * on those. Default: from anywhere.
     */
    public O acceptFilter(String range) {
        acceptFilters.add(AddressRange.parse(Check.notNull("acceptFilter (ZMQ_TCP_ACCEPT_FILTER)", range)));
        return self();
    }

    /**
     * Takes WebSocket connections of pages from this origin only, such as {@code https://app.example.org}, as browsers
     * write it: lower case, and without a port that goes without saying; several calls add up. Pages of others are
     * answered with 403, with the event {@code HandshakeFailed}. Who is no browser tells no origin and is let in, as it
     * could tell any: this keeps out other people's pages, not programs. Default: from any.
     */
    public O acceptOrigin(String origin) {
        acceptOrigins.add(Check.origin("acceptOrigin", origin));
        return self();
    }

    /**
     * Who may open the file of a bound {@code ipc} endpoint, such as {@code rw-rw----}, as
     * {@link java.nio.file.attribute.PosixFilePermissions} has it. To connect takes the right to write. The file has
     * this mode before anybody can connect, whatever the umask is. A file system that does not know it fails
     * {@code bind}; names outside of the file system ({@code ipc://@name}) have no mode, and are refused with it, as
     * are {@code ipc://*}, whose directory no other user may enter. Default: what the umask leaves.
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
     * To which user the file of a bound {@code ipc} endpoint belongs, by name or number. Only a privileged process may
     * give a file away; otherwise {@code bind} fails, as it does for an unknown name. See {@link #ipcFileMode}.
     * Default: the user of this process.
     */
    public O ipcFileOwner(String user) {
        ipcOwner = Check.name("ipcFileOwner", user);
        return self();
    }

    /**
     * To which group the file of a bound {@code ipc} endpoint belongs, by name or number. A process may choose among
     * the groups of its user; otherwise {@code bind} fails, as it does for an unknown name. See {@link #ipcFileMode}.
     * Default: the group of this process.
     */
    public O ipcFileGroup(String group) {
        ipcGroup = Check.name("ipcFileGroup", group);
        return self();
    }

    /**
     * Takes {@code ipc} connections of this user ({@code ZMQ_IPC_FILTER_UID}). With several of these filters, of any of
     * the three kinds, one that fits is enough. They need Linux and Netty's epoll. Default: of anybody who may open the
     * socket's file.
     */
    public O ipcFilterUid(int uid) {
        acceptUids.add(Check.atLeast(0, "ipcFilterUid (ZMQ_IPC_FILTER_UID)", uid));
        return self();
    }

    /**
     * Takes {@code ipc} connections of processes of this group ({@code ZMQ_IPC_FILTER_GID}), see {@link #ipcFilterUid}.
     * Other groups that a process, or its user, is a member of do not count.
     */
    public O ipcFilterGid(int gid) {
        acceptGids.add(Check.atLeast(0, "ipcFilterGid (ZMQ_IPC_FILTER_GID)", gid));
        return self();
    }

    /** Takes {@code ipc} connections of this process ({@code ZMQ_IPC_FILTER_PID}), see {@link #ipcFilterUid}. */
    public O ipcFilterPid(int pid) {
        acceptPids.add(Check.atLeast(1, "ipcFilterPid (ZMQ_IPC_FILTER_PID)", pid));
        return self();
    }

    /**
     * The priority of what is sent, in the kernel's queues ({@code ZMQ_PRIORITY}); on Linux, with its own kind of
     * loops, and elsewhere without effect. Above 6 it needs a privilege. Default: the operating system's.
     */
    public O priority(int value) {
        priority = Check.atLeast(0, "priority (ZMQ_PRIORITY)", value);
        return self();
    }

    /**
     * For how many microseconds to look for input before waiting for it ({@code ZMQ_BUSY_POLL}); on Linux, with its own
     * kind of loops, and elsewhere without effect. Default: the operating system's.
     */
    public O busyPoll(int microseconds) {
        busyPoll = Check.atLeast(0, "busyPoll (ZMQ_BUSY_POLL)", microseconds);
        return self();
    }

    TcpSettings tcp() {
        return new TcpSettings(
                ipv6,
                backlog,
                keepAlive,
                keepAliveIdle,
                keepAliveInterval,
                keepAliveCount,
                sendBuffer,
                receiveBuffer,
                typeOfService,
                device,
                priority,
                busyPoll,
                retransmitTimeout,
                proxy == null ? null : proxy.as(proxyUser, proxyPassword));
    }

    SocketFileSettings socketFile() {
        return new SocketFileSettings(ipcMode, ipcOwner, ipcGroup);
    }

    AcceptSettings accept() {
        return new AcceptSettings(
                List.copyOf(acceptFilters),
                Set.copyOf(acceptOrigins),
                Set.copyOf(acceptUids),
                Set.copyOf(acceptGids),
                Set.copyOf(acceptPids));
    }
}
