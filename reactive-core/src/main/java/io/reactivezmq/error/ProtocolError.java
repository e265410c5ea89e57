package io.reactivezmq.error;

/** The ways in which a peer can violate the protocol, with the numbers that libzmq's monitor uses for them. */
public enum ProtocolError {
    /** A violation without a number of its own. */
    UNSPECIFIED(0x10000000),
    /** A command or message that is not allowed at this step. */
    UNEXPECTED_COMMAND(0x10000001),
    /** A nonce that is not greater than the one before. */
    INVALID_SEQUENCE(0x10000002),
    /** A failed key exchange. */
    KEY_EXCHANGE(0x10000003),
    /** A command or ZAP request that cannot be decoded, other than those below. */
    MALFORMED_COMMAND(0x10000011),
    /** A malformed MESSAGE command, or a malformed reply to a REQ. */
    MALFORMED_MESSAGE(0x10000012),
    /** A malformed HELLO command. */
    MALFORMED_HELLO(0x10000013),
    /** A malformed INITIATE command. */
    MALFORMED_INITIATE(0x10000014),
    /** A malformed ERROR command. */
    MALFORMED_ERROR(0x10000015),
    /** A malformed READY command. */
    MALFORMED_READY(0x10000016),
    /** A malformed WELCOME command. */
    MALFORMED_WELCOME(0x10000017),
    /** Malformed metadata in the handshake. */
    INVALID_METADATA(0x10000018),
    /** An encrypted box that cannot be opened, or a cookie that does not match. */
    CRYPTOGRAPHIC(0x11000001),
    /** A security mechanism of the peer that differs from this side's. */
    MECHANISM_MISMATCH(0x11000002),
    /** A reply of a ZAP handler with the wrong number of frames. */
    ZAP_MALFORMED_REPLY(0x20000001),
    /** A reply of a ZAP handler in another version than 1.0. */
    ZAP_BAD_VERSION(0x20000003),
    /** A reply of a ZAP handler with an unknown status. */
    ZAP_INVALID_STATUS_CODE(0x20000004),
    /** A reply of a ZAP handler with malformed metadata. */
    ZAP_INVALID_METADATA(0x20000005),
    /** First bytes that are neither a ZMTP greeting nor a WebSocket upgrade. */
    MALFORMED_GREETING(0x10000000),
    /** A frame with invalid flags, or with a size that is not possible. */
    MALFORMED_FRAME(0x10000000),
    /** More than a limit of this side allows, such as {@code ZMQ_MAXMSGSIZE}. */
    LIMIT_EXCEEDED(0x10000000),
    /** A socket type that must not talk to this side's type. */
    INCOMPATIBLE_SOCKET_TYPE(0x10000018),
    /** A protocol version that this side does not support, or not with this mechanism or socket type. */
    UNSUPPORTED_VERSION(0x10000000);

    private final int code;

    ProtocolError(int code) {
        this.code = code;
    }

    /**
     * Returns libzmq's number of the violation ({@code ZMQ_PROTOCOL_ERROR_*}). Several violations may have the same
     * number.
     */
    public int code() {
        return code;
    }
}
