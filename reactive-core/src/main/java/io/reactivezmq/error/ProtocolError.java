package io.reactivezmq.error;

/** The ways a peer can break the protocol, with the numbers that libzmq's monitor uses for them. */
public enum ProtocolError {
    /** Anything without a number of its own. */
    UNSPECIFIED(0x10000000),
    /** A command, or a message, that has no place at this step. */
    UNEXPECTED_COMMAND(0x10000001),
    /** A nonce that does not rise. */
    INVALID_SEQUENCE(0x10000002),
    /** The key exchange failed. */
    KEY_EXCHANGE(0x10000003),
    /** A command that cannot be read. */
    MALFORMED_COMMAND(0x10000011),
    /** An unreadable MESSAGE command. */
    MALFORMED_MESSAGE(0x10000012),
    /** An unreadable HELLO command. */
    MALFORMED_HELLO(0x10000013),
    /** An unreadable INITIATE command. */
    MALFORMED_INITIATE(0x10000014),
    /** An unreadable ERROR command. */
    MALFORMED_ERROR(0x10000015),
    /** An unreadable READY command. */
    MALFORMED_READY(0x10000016),
    /** An unreadable WELCOME command. */
    MALFORMED_WELCOME(0x10000017),
    /** Metadata that cannot be read, or a socket type that does not go with ours. */
    INVALID_METADATA(0x10000018),
    /** A box that does not open. */
    CRYPTOGRAPHIC(0x11000001),
    /** The peer wants another security mechanism. */
    MECHANISM_MISMATCH(0x11000002),
    /** A reply of a ZAP handler with too many or too few frames. */
    ZAP_MALFORMED_REPLY(0x20000001),
    /** A reply of a ZAP handler in another version. */
    ZAP_BAD_VERSION(0x20000003),
    /** A reply of a ZAP handler with an unknown status. */
    ZAP_INVALID_STATUS_CODE(0x20000004),
    /** A reply of a ZAP handler with metadata that cannot be read. */
    ZAP_INVALID_METADATA(0x20000005),
    /** A greeting that is not one. */
    MALFORMED_GREETING(0x10000000),
    /** A frame header that cannot be right. */
    MALFORMED_FRAME(0x10000000),
    /** More than a limit of ours allows ({@code ZMQ_MAXMSGSIZE} and its kin). */
    LIMIT_EXCEEDED(0x10000000),
    /** A socket type that may not talk to ours. */
    INCOMPATIBLE_SOCKET_TYPE(0x10000018),
    /** A protocol version that we do not speak, or not under this mechanism. */
    UNSUPPORTED_VERSION(0x10000000);

    private final int code;

    ProtocolError(int code) {
        this.code = code;
    }

    /** libzmq's number ({@code ZMQ_PROTOCOL_ERROR_*}). */
    public int code() {
        return code;
    }
}
