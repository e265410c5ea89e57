package io.reactivezmq.zmtp.netty;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;

/** Hands out a limited number of direct buffers, and then fails as the JVM does without direct memory. */
public final class LimitedAllocator extends AbstractByteBufAllocator {

    private int left = Integer.MAX_VALUE;

    /** Creates an allocator without a limit. */
    public LimitedAllocator() {
        super(true);
    }

    /** Sets how many more direct buffers there are. */
    public void limit(int buffers) {
        left = buffers;
    }

    @Override
    public boolean isDirectBufferPooled() {
        return false;
    }

    @Override
    protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
        return UnpooledByteBufAllocator.DEFAULT.heapBuffer(initialCapacity, maxCapacity);
    }

    @Override
    protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
        if (left <= 0) {
            throw new OutOfMemoryError("Cannot reserve bytes of direct buffer memory");
        }
        left--;
        return UnpooledByteBufAllocator.DEFAULT.directBuffer(initialCapacity, maxCapacity);
    }
}
