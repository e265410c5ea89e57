package io.reactivezmq.samples.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of seconds, such as {@code 1.5}, or of milliseconds, such as {@code 250ms}. */
final class Seconds implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        try {
            boolean milliseconds = text.endsWith("ms");
            String number = milliseconds ? text.substring(0, text.length() - 2) : text;
            double seconds = Double.parseDouble(number) / (milliseconds ? 1000 : 1);
            if (seconds >= 0 && seconds < 1e9) {
                return Duration.ofNanos((long) (seconds * 1e9));
            }
        } catch (NumberFormatException invalid) {
            // Reported below.
        }
        throw new TypeConversionException("\"" + text + "\" is no number of seconds (1.5) or milliseconds (250ms)");
    }
}
