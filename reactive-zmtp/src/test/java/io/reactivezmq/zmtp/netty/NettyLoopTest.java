package io.reactivezmq.zmtp.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import org.junit.jupiter.api.Test;

class NettyLoopTest {

    @Test
    void equalsALoopWithTheSameEventLoopOnly() {
        EventLoop one = new DefaultEventLoop();
        EventLoop other = new DefaultEventLoop();

        assertThat(new NettyLoop(one)).isEqualTo(new NettyLoop(one)).hasSameHashCodeAs(new NettyLoop(one));
        assertThat(new NettyLoop(one)).isNotEqualTo(new NettyLoop(other)).isNotEqualTo(one);
    }
}
