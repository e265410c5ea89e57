package io.reactivezmq.internal.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixTrieTest {

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private final PrefixTrie<String> trie = new PrefixTrie<>();

    private void put(String... prefixes) {
        for (String prefix : prefixes) {
            trie.computeIfAbsent(bytes(prefix), () -> prefix);
        }
    }

    private List<String> match(String topic) {
        List<String> found = new ArrayList<>();
        trie.match(bytes(topic), found::add);
        return found;
    }

    @Test
    void findsEveryPrefixTheShortestFirst() {
        put("abcd", "b", "ab", "", "abx", "a");
        assertThat(match("abcde")).containsExactly("", "a", "ab", "abcd");
        assertThat(match("abc")).containsExactly("", "a", "ab");
        assertThat(match("")).containsExactly("");
        assertThat(match("c")).containsExactly("");
        assertThat(trie.size()).isEqualTo(6);
    }

    @Test
    void theEmptyPrefixMatchesEverything() {
        assertThat(trie.matches(bytes("x"))).isFalse();
        put("");
        assertThat(trie.matches(bytes("x"))).isTrue();
        assertThat(trie.matches(bytes(""))).isTrue();
        trie.remove(bytes(""));
        assertThat(trie.matches(bytes(""))).isFalse();
        assertThat(trie.size()).isZero();
    }

    @Test
    void aValueIsMadeOnce() {
        String first = trie.computeIfAbsent(bytes("a"), () -> "first");
        assertThat(trie.computeIfAbsent(bytes("a"), () -> "second")).isSameAs(first);
        assertThat(trie.get(bytes("a"))).isSameAs(first);
        assertThat(trie.get(bytes("ab"))).isNull();
        assertThat(trie.get(bytes(""))).isNull();
        assertThat(trie.size()).isEqualTo(1);
    }

    @Test
    void removingWhatIsNotThereDoesNothing() {
        put("abc");
        for (String other : new String[] {"", "a", "ab", "abcd", "x"}) {
            trie.remove(bytes(other));
        }
        assertThat(trie.get(bytes("abc"))).isEqualTo("abc");
        assertThat(trie.size()).isEqualTo(1);
    }

    @Test
    void allBytesAreBytes() {
        for (int i = 0; i < 256; i++) {
            byte[] key = {(byte) i, (byte) (255 - i)};
            String value = "v" + i;
            trie.computeIfAbsent(key, () -> value);
        }
        for (int i = 0; i < 256; i++) {
            assertThat(trie.get(new byte[] {(byte) i, (byte) (255 - i)})).isEqualTo("v" + i);
        }
        assertThat(trie.size()).isEqualTo(256);
    }

    @Test
    void aPrefixOfAMillionBytesNeedsNoStack() {
        byte[] million = new byte[1 << 20];
        Arrays.fill(million, (byte) 'a');
        for (int length = 1; length <= million.length; length *= 2) {
            byte[] prefix = Arrays.copyOf(million, length);
            String value = "" + length;
            trie.computeIfAbsent(prefix, () -> value);
        }
        List<String> found = new ArrayList<>();
        trie.match(million, found::add);
        assertThat(found).hasSize(21).startsWith("1").endsWith("" + (1 << 20));
        for (int length = million.length; length > 1; length /= 2) {
            trie.remove(Arrays.copyOf(million, length));
        }
        assertThat(trie.size()).isEqualTo(1);
        assertThat(match("b")).isEmpty();
    }

    /** Each level of recursion would take some of a small stack, and a peer chooses how deep its prefixes go. */
    @Test
    void aDeepChainNeedsNoStack() throws Exception {
        CompletableFuture<Void> over = new CompletableFuture<>();
        Runnable chain = () -> {
            try {
                deepChain(new byte[6000]);
                over.complete(null);
            } catch (Throwable failure) {
                over.completeExceptionally(failure);
            }
        };
        new Thread(null, chain, "small stack", 1 << 17).start();
        over.get(60, TimeUnit.SECONDS);
    }

    private void deepChain(byte[] chain) {
        for (int length = 1; length <= chain.length; length++) {
            trie.computeIfAbsent(Arrays.copyOf(chain, length), () -> "x");
        }
        int[] count = {0};
        trie.match(chain, value -> count[0]++);
        assertThat(count[0]).isEqualTo(chain.length);
        for (int length = 1; length <= chain.length; length++) {
            trie.remove(Arrays.copyOf(chain, length));
        }
        assertThat(trie.size()).isZero();
    }

    /** While others come and go, what stays is found by another thread, and what never was is not. */
    @Test
    void anotherThreadMaySearchMeanwhile() throws Exception {
        put("abcdef", "abx", "q");
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Long> searches = CompletableFuture.supplyAsync(() -> {
            long count = 0;
            while (!over.get() || count < 1000) {
                assertThat(trie.matches(bytes("abcdefg"))).isTrue();
                assertThat(trie.matches(bytes("abx"))).isTrue();
                assertThat(trie.matches(bytes("qq"))).isTrue();
                assertThat(trie.matches(bytes("z"))).isFalse();
                count++;
            }
            return count;
        });
        Random random = new Random(5);
        for (int step = 0; step < 200_000 && !searches.isDone(); step++) {
            String key = "abcdefabx".substring(random.nextInt(3), 3 + random.nextInt(6)) + random.nextInt(5);
            if (random.nextBoolean()) {
                put(key);
            } else {
                trie.remove(bytes(key));
            }
        }
        over.set(true);
        assertThat(searches.get(30, TimeUnit.SECONDS)).isPositive();
    }

    /** The same as a list of all prefixes, only faster. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isWhatANaiveMapIs(long seed) {
        Random random = new Random(seed);
        Map<String, String> naive = new HashMap<>();
        for (int step = 0; step < 100_000; step++) {
            String key = key(random);
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    naive.putIfAbsent(key, key);
                    put(key);
                }
                case 2 -> {
                    naive.remove(key);
                    trie.remove(bytes(key));
                }
                case 3 -> assertThat(trie.get(bytes(key))).isEqualTo(naive.get(key));
                default -> {
                    List<String> expected = new ArrayList<>();
                    for (int length = 0; length <= key.length(); length++) {
                        if (naive.containsKey(key.substring(0, length))) {
                            expected.add(key.substring(0, length));
                        }
                    }
                    assertThat(match(key)).isEqualTo(expected);
                    assertThat(trie.matches(bytes(key))).isEqualTo(!expected.isEmpty());
                }
            }
            assertThat(trie.size()).isEqualTo(naive.size());
        }
    }

    /** Few letters, so that keys share much; sometimes a long run, so that labels are split and merged. */
    private static String key(Random random) {
        StringBuilder key = new StringBuilder();
        int parts = random.nextInt(6);
        for (int i = 0; i < parts; i++) {
            String letter =
                    String.valueOf((char) (random.nextInt(3) == 0 ? 250 + random.nextInt(3) : 'a' + random.nextInt(3)));
            key.append(random.nextInt(4) == 0 ? letter.repeat(random.nextInt(8)) : letter);
        }
        return key.toString();
    }
}
