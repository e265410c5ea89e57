package io.reactivezmq.spi.settings;

import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Permissions and ownership of the files of bound Unix domain sockets. Null leaves a value to the operating system.
 *
 * @param mode the permissions of the file
 * @param owner the user that the file belongs to, by name or number
 * @param group the group that the file belongs to, by name or number
 */
public record SocketFileSettings(
        @Nullable Set<PosixFilePermission> mode,
        @Nullable String owner,
        @Nullable String group) {

    /** All values are left to the operating system. */
    public static final SocketFileSettings DEFAULT = new SocketFileSettings(null, null, null);

    /** Returns whether all values are left to the operating system. */
    public boolean isDefault() {
        return mode == null && owner == null && group == null;
    }
}
