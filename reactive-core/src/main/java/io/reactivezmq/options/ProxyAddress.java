package io.reactivezmq.options;

import io.reactivezmq.error.InvalidOptionException;
import io.reactivezmq.spi.settings.ProxySettings;
import java.util.regex.Pattern;

/** The address of a proxy, before its user name and password are known. */
record ProxyAddress(ProxySettings.Kind kind, String host, int port) {

    /**
     * Characters that occur in a URI, a user name or libzmq's source address, but never in a host name or numeric
     * address.
     */
    private static final Pattern NO_HOST = Pattern.compile("[;/@\\s]");

    static ProxyAddress parse(ProxySettings.Kind kind, String option, String address) {
        int colon = Check.notNull(option, address).lastIndexOf(':');
        String host = colon < 0 ? "" : address.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        try {
            int port = Integer.parseInt(address.substring(colon + 1));
            if (!host.isBlank() && !NO_HOST.matcher(host).find() && port > 0 && port <= 65_535) {
                return new ProxyAddress(kind, host, port);
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        throw new InvalidOptionException(option, address, "host:port, and nothing else");
    }

    ProxySettings with(String user, String password) {
        return new ProxySettings(kind, host, port, user, password);
    }
}
