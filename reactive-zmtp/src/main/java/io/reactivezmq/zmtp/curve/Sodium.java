package io.reactivezmq.zmtp.curve;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;

/**
 * Functions of libsodium. JNA implements the native methods. All arguments are addresses and numbers, so that a call
 * copies nothing. Each function has the name that it has in C.
 */
final class Sodium {

    private static final int POINTER = 8;

    private Sodium() {}

    /**
     * Loads the library and checks that it seals and opens boxes.
     *
     * @return its version
     * @throws LinkageError when JNA or the library is missing, or cannot be loaded
     */
    static String load() {
        if (Native.POINTER_SIZE != POINTER) {
            throw new UnsatisfiedLinkError("addresses have " + Native.POINTER_SIZE + " bytes");
        }
        // Without this class's loader, which JNA would keep when the application is undeployed.
        NativeLibrary library = NativeLibrary.getInstance("sodium");
        Native.register(Sodium.class, library);
        if (sodium_init() < 0) {
            throw new UnsatisfiedLinkError("sodium_init fails");
        }
        SodiumBox.check();
        return library.getFunction("sodium_version_string").invokeString(new Object[0], false);
    }

    /** Returns the address of a direct buffer. */
    static long address(ByteBuffer direct) {
        return Pointer.nativeValue(Native.getDirectBufferPointer(direct));
    }

    private static native int sodium_init();

    /** Seals {@code length} bytes at {@code text}, which may be the same address as {@code box}. */
    static native int crypto_secretbox_detached(long box, long tag, long text, long length, long nonce, long key);

    /** Opens {@code length} bytes at {@code box}. Returns 0 when the tag is right. */
    static native int crypto_secretbox_open_detached(long text, long box, long tag, long length, long nonce, long key);

    /** XORs {@code length} bytes at {@code text} with the stream, from its block {@code block} on. */
    static native int crypto_stream_xsalsa20_xor_ic(long out, long text, long length, long nonce, long block, long key);

    static native int crypto_onetimeauth_poly1305_init(long state, long key);

    static native int crypto_onetimeauth_poly1305_update(long state, long data, long length);

    static native int crypto_onetimeauth_poly1305_final(long state, long tag);
}
