package io.reactivezmq.spi.settings;

/**
 * Settings of the operating system's sockets, and filters for incoming connections.
 *
 * @param kernel the buffers and priorities of all sockets in the kernel
 * @param tcp the settings of TCP sockets
 * @param datagrams the settings of UDP sockets, in addition to those of TCP sockets
 * @param accept the filters for incoming connections
 * @param socketFile the permissions of the files of Unix domain sockets
 */
public record TransportSettings(
        KernelSettings kernel,
        TcpSettings tcp,
        DatagramSettings datagrams,
        AcceptSettings accept,
        SocketFileSettings socketFile) {}
