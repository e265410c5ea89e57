package io.reactivezmq.page;

import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.error.ConnectFailedException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes texts, and limits their length: peers and applications choose some of them. */
final class Json {

    private static final int MOST_CHARS = 300;

    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    static JsonGenerator to(Writer target) {
        return FACTORY.createGenerator(ObjectWriteContext.empty(), target);
    }

    static void text(JsonGenerator json, String name, @Nullable String text) {
        json.writeName(name);
        text(json, text);
    }

    static void text(JsonGenerator json, @Nullable String text) {
        json.writeString(text == null ? "" : shortened(text));
    }

    private static String shortened(String text) {
        if (text.length() <= MOST_CHARS) {
            return text;
        }
        boolean splits = Character.isHighSurrogate(text.charAt(MOST_CHARS - 1));
        return text.substring(0, splits ? MOST_CHARS - 1 : MOST_CHARS) + "…";
    }

    /** Returns why this has failed. What failed is shown beside it. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof BindFailedException || cause instanceof ConnectFailedException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        if (message == null) {
            return cause.getClass().getSimpleName();
        }
        // The operating system's reason follows the call: "bind(..) failed with error(-98): Address already in use".
        int call = message.lastIndexOf("): ");
        return call < 0 ? message : message.substring(call + 3);
    }
}
