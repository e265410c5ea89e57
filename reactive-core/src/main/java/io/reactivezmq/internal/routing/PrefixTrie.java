package io.reactivezmq.internal.routing;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Values by octet prefixes, each node holding as many octets as its keys share. All walks are loops: a peer chooses how
 * long its prefixes are.
 *
 * @param <V> what is kept for a prefix
 */
public final class PrefixTrie<V> {

    private final Node<V> root = new Node<>(new byte[0]);
    private int size;

    private static final class Node<V> {

        private static final Node<?>[] LEAF = {};

        private byte[] label;
        private @Nullable V value;
        private byte[] firsts = {};
        private Node<V>[] children = leaf();

        private Node(byte[] label) {
            this.label = label;
        }

        @SuppressWarnings("unchecked")
        private static <V> Node<V>[] leaf() {
            return (Node<V>[]) LEAF;
        }

        private @Nullable Node<V> child(byte first) {
            int last = firsts.length - 1;
            if (last < 0 || first < firsts[0] || first > firsts[last]) {
                return null;
            }
            // Where the first octets are a range without gaps, such as digits, this is their place already.
            int at = first - firsts[0];
            if (at > last || firsts[at] != first) {
                at = Arrays.binarySearch(firsts, first);
            }
            return at < 0 ? null : children[at];
        }

        private void put(Node<V> child) {
            byte first = child.label[0];
            int at = Arrays.binarySearch(firsts, first);
            if (at >= 0) {
                children[at] = child;
                return;
            }
            int place = -at - 1;
            byte[] moreFirsts = Arrays.copyOf(firsts, firsts.length + 1);
            System.arraycopy(firsts, place, moreFirsts, place + 1, firsts.length - place);
            moreFirsts[place] = first;
            Node<V>[] more = Arrays.copyOf(children, children.length + 1);
            System.arraycopy(children, place, more, place + 1, children.length - place);
            more[place] = child;
            firsts = moreFirsts;
            children = more;
        }

        private void drop(byte first) {
            int at = Arrays.binarySearch(firsts, first);
            byte[] fewerFirsts = Arrays.copyOf(firsts, firsts.length - 1);
            System.arraycopy(firsts, at + 1, fewerFirsts, at, fewerFirsts.length - at);
            Node<V>[] fewer = Arrays.copyOf(children, children.length - 1);
            System.arraycopy(children, at + 1, fewer, at, fewer.length - at);
            firsts = fewerFirsts;
            children = fewer;
        }
    }

    /** What to do with the value of each prefix found. */
    public interface Visitor<V> {
        /** A value. */
        void visit(V value);
    }

    /** How many prefixes have a value. */
    public int size() {
        return size;
    }

    /** The value of exactly this prefix, or null. */
    public @Nullable V get(byte[] prefix) {
        Node<V> node = root;
        int at = 0;
        while (at < prefix.length) {
            Node<V> child = node.child(prefix[at]);
            if (child == null || !startsWith(prefix, at, child.label)) {
                return null;
            }
            at += child.label.length;
            node = child;
        }
        return node.value;
    }

    /** The value of exactly this prefix, made if there is none. */
    public V computeIfAbsent(byte[] prefix, Supplier<V> maker) {
        Node<V> node = root;
        int at = 0;
        while (at < prefix.length) {
            Node<V> child = node.child(prefix[at]);
            if (child == null) {
                child = new Node<>(Arrays.copyOfRange(prefix, at, prefix.length));
                node.put(child);
            } else {
                int common = common(prefix, at, child.label);
                if (common < child.label.length) {
                    child = split(node, child, common);
                }
            }
            at += child.label.length;
            node = child;
        }
        V value = node.value;
        if (value == null) {
            value = maker.get();
            node.value = value;
            size++;
        }
        return value;
    }

    /** Forgets this prefix. */
    public void remove(byte[] prefix) {
        Node<V> parent = root;
        Node<V> node = root;
        int at = 0;
        while (at < prefix.length) {
            Node<V> child = node.child(prefix[at]);
            if (child == null || !startsWith(prefix, at, child.label)) {
                return;
            }
            at += child.label.length;
            parent = node;
            node = child;
        }
        if (node.value == null) {
            return;
        }
        node.value = null;
        size--;
        if (node == root) {
            return;
        }
        if (node.children.length == 0) {
            parent.drop(node.label[0]);
            if (parent != root && parent.value == null && parent.children.length == 1) {
                merge(parent);
            }
        } else if (node.children.length == 1) {
            merge(node);
        }
    }

    /** Visits the value of each prefix with which these octets begin, the shortest first. */
    public void match(byte[] octets, Visitor<? super V> visitor) {
        Node<V> node = root;
        int at = 0;
        while (true) {
            V value = node.value;
            if (value != null) {
                visitor.visit(value);
            }
            if (at == octets.length) {
                return;
            }
            Node<V> child = node.child(octets[at]);
            if (child == null || !startsWith(octets, at, child.label)) {
                return;
            }
            at += child.label.length;
            node = child;
        }
    }

    /** Whether these octets begin with any of the prefixes. */
    public boolean matches(byte[] octets) {
        Node<V> node = root;
        int at = 0;
        while (node.value == null) {
            if (at == octets.length) {
                return false;
            }
            Node<V> child = node.child(octets[at]);
            if (child == null || !startsWith(octets, at, child.label)) {
                return false;
            }
            at += child.label.length;
            node = child;
        }
        return true;
    }

    /** Puts a node between, so that the child's label ends where the keys part. */
    private static <V> Node<V> split(Node<V> parent, Node<V> child, int common) {
        Node<V> upper = new Node<>(Arrays.copyOf(child.label, common));
        child.label = Arrays.copyOfRange(child.label, common, child.label.length);
        upper.put(child);
        parent.put(upper);
        return upper;
    }

    /** A node without a value takes its only child in. */
    private static <V> void merge(Node<V> node) {
        Node<V> child = node.children[0];
        byte[] label = Arrays.copyOf(node.label, node.label.length + child.label.length);
        System.arraycopy(child.label, 0, label, node.label.length, child.label.length);
        node.label = label;
        node.value = child.value;
        node.firsts = child.firsts;
        node.children = child.children;
    }

    private static boolean startsWith(byte[] octets, int at, byte[] label) {
        return common(octets, at, label) == label.length;
    }

    private static int common(byte[] octets, int at, byte[] label) {
        int most = Math.min(octets.length - at, label.length);
        for (int i = 0; i < most; i++) {
            if (octets[at + i] != label[i]) {
                return i;
            }
        }
        return most;
    }
}
