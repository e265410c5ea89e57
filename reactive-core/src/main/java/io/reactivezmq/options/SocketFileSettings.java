package io.reactivezmq.options;

import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may open the files of bound Unix domain sockets. Null leaves it to the operating system.
 *
 * @param mode the file's permissions
 * @param owner the user it belongs to, by name or number
 * @param group the group it belongs to, by name or number
 */
public record SocketFileSettings(
        @Nullable Set<PosixFilePermission> mode,
        @Nullable String owner,
        @Nullable String group) {

    /** Whether nothing is set. */
    public boolean isDefault() {
        return mode == null && owner == null && group == null;
    }
}
