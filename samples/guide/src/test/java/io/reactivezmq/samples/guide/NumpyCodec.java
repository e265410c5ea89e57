package io.reactivezmq.samples.guide;

import io.reactivezmq.MessageCodec;
import io.reactivezmq.ZmqMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import tools.jackson.databind.json.JsonMapper;

/** The recipe for arrays of NumPy: a JSON header and a frame with the values. */
// [doc]
final class NumpyCodec implements MessageCodec<NumpyCodec.Matrix> {

    record Matrix(int rows, int columns, double[] values) {}

    record Header(String dtype, int[] shape) {}

    private final JsonMapper mapper = new JsonMapper();

    @Override
    public Matrix decode(ZmqMessage message) {
        Header header = mapper.readValue(message.unwrap(0), Header.class);
        DoubleBuffer frame = message.buffer(1).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
        double[] values = new double[frame.remaining()];
        frame.get(values);
        if (!header.dtype().equals("float64") || (long) header.shape()[0] * header.shape()[1] != values.length) {
            throw new IllegalArgumentException("not the announced array");
        }
        return new Matrix(header.shape()[0], header.shape()[1], values);
    }

    @Override
    public ZmqMessage encode(Matrix matrix) {
        ByteBuffer frame =
                ByteBuffer.allocate(Double.BYTES * matrix.values().length).order(ByteOrder.LITTLE_ENDIAN);
        frame.asDoubleBuffer().put(matrix.values());
        Header header = new Header("float64", new int[] {matrix.rows(), matrix.columns()});
        return ZmqMessage.wrap(mapper.writeValueAsBytes(header), frame.array());
    }
}
// [/doc]
