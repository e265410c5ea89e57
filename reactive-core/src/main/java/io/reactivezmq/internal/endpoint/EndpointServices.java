package io.reactivezmq.internal.endpoint;

import io.reactivezmq.internal.auth.AuthenticationService;
import io.reactivezmq.internal.socket.SocketPeers;
import io.reactivezmq.internal.socket.SocketScope;
import java.util.Set;

/**
 * What the endpoints of one socket share.
 *
 * @param scope the socket's loop, settings and events
 * @param peers the socket's pipes
 * @param resources the resources of the socket's context
 * @param authentication decides on peers
 * @param exclusions the endpoints with open handshakes, which add and remove themselves; used on the loop
 */
record EndpointServices(
        SocketScope scope,
        SocketPeers peers,
        EndpointResources resources,
        AuthenticationService authentication,
        Set<PeerExclusions> exclusions) {}
