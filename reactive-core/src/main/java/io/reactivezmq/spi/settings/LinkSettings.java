package io.reactivezmq.spi.settings;

/**
 * Settings of the connections between a socket and its peers. Transports read them. Endpoints also read the policy for
 * reconnecting here, publishers the limits on subscriptions, and authentication the security settings.
 *
 * @param metadata what peers get about the socket in the handshake
 * @param connect the timeouts of connection attempts and the policy for reconnecting
 * @param heartbeat when PINGs are sent and silent peers are disconnected
 * @param limits the limits on the resources that peers can use
 * @param security the mechanism and the authentication of peers
 * @param transport the settings of the operating system's sockets, and the filters for incoming connections
 */
public record LinkSettings(
        MetadataSettings metadata,
        ConnectSettings connect,
        HeartbeatSettings heartbeat,
        LimitSettings limits,
        SecuritySettings security,
        TransportSettings transport) {}
