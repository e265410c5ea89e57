package io.reactivezmq.internal.subscription;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A map from byte prefixes to values, in which each node holds as many bytes as its keys share. All walks are loops
 * rather than recursive, as a peer chooses how long its prefixes are.
 *
 * <p>One thread changes the trie. Other threads may call {@link #matches} meanwhile and see everything that was
 * complete when they began: labels and branches never change, they are replaced.
 *
 * @param <V> type of the value of a prefix
 */
public final class PrefixTrie<V> {

    private final Node<V> root = new Node<>(new byte[0], null, Branches.none());
    private int size;

    private static final class Node<V> {

        private final byte[] label;
        private volatile @Nullable V value;
        private volatile Branches<V> branches;

        private Node(byte[] label, @Nullable V value, Branches<V> branches) {
            this.label = label;
            this.value = value;
            this.branches = branches;
        }

        private @Nullable Node<V> child(byte first) {
            return branches.get(first);
        }

        private void put(Node<V> child) {
            branches = branches.with(child);
        }

        private void drop(Node<V> child) {
            branches = branches.without(child);
        }
    }

    /** The children of a node, sorted by the first bytes of their labels. */
    private static final class Branches<V> {

        private static final Branches<?> NONE = new Branches<>(new byte[0], nodes(0));

        private final byte[] firsts;
        private final Node<V>[] nodes;

        private Branches(byte[] firsts, Node<V>[] nodes) {
            this.firsts = firsts;
            this.nodes = nodes;
        }

        @SuppressWarnings("unchecked")
        private static <V> Branches<V> none() {
            return (Branches<V>) NONE;
        }

        @SuppressWarnings("unchecked")
        private static <V> Node<V>[] nodes(int count) {
            return (Node<V>[]) new Node<?>[count];
        }

        private @Nullable Node<V> get(byte first) {
            int last = firsts.length - 1;
            if (last < 0 || first < firsts[0] || first > firsts[last]) {
                return null;
            }
            // If the first bytes form a range without gaps, such as digits, this index is already right.
            int at = first - firsts[0];
            if (at > last || firsts[at] != first) {
                at = Arrays.binarySearch(firsts, first);
            }
            return at < 0 ? null : nodes[at];
        }

        private Branches<V> with(Node<V> node) {
            int at = Arrays.binarySearch(firsts, node.label[0]);
            if (at >= 0) {
                Node<V>[] changed = nodes.clone();
                changed[at] = node;
                return new Branches<>(firsts, changed);
            }
            int place = -at - 1;
            byte[] moreFirsts = Arrays.copyOf(firsts, firsts.length + 1);
            System.arraycopy(firsts, place, moreFirsts, place + 1, firsts.length - place);
            moreFirsts[place] = node.label[0];
            Node<V>[] more = Arrays.copyOf(nodes, nodes.length + 1);
            System.arraycopy(nodes, place, more, place + 1, nodes.length - place);
            more[place] = node;
            return new Branches<>(moreFirsts, more);
        }

        private Branches<V> without(Node<V> node) {
            int at = Arrays.binarySearch(firsts, node.label[0]);
            byte[] fewerFirsts = Arrays.copyOf(firsts, firsts.length - 1);
            System.arraycopy(firsts, at + 1, fewerFirsts, at, fewerFirsts.length - at);
            Node<V>[] fewer = Arrays.copyOf(nodes, nodes.length - 1);
            System.arraycopy(nodes, at + 1, fewer, at, fewer.length - at);
            return new Branches<>(fewerFirsts, fewer);
        }

        /** Returns the node if it is the only one, or else null. */
        private @Nullable Node<V> only() {
            return nodes.length == 1 ? nodes[0] : null;
        }
    }

    /** Receives the values of the prefixes that were found. */
    public interface Visitor<V> {
        /** Receives one value. */
        void visit(V value);
    }

    /** Returns the number of prefixes with a value. */
    public int size() {
        return size;
    }

    /** Returns the value of exactly this prefix, or null. */
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

    /** Returns the value of exactly this prefix; creates it if there is none. */
    public V computeIfAbsent(byte[] prefix, Supplier<V> maker) {
        Node<V> node = root;
        int at = 0;
        while (at < prefix.length) {
            Node<V> child = node.child(prefix[at]);
            if (child == null) {
                child = new Node<>(Arrays.copyOfRange(prefix, at, prefix.length), null, Branches.none());
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

    /** Removes the value of this prefix. */
    public void remove(byte[] prefix) {
        Node<V> above = root;
        Node<V> parent = root;
        Node<V> node = root;
        int at = 0;
        while (at < prefix.length) {
            Node<V> child = node.child(prefix[at]);
            if (child == null || !startsWith(prefix, at, child.label)) {
                return;
            }
            at += child.label.length;
            above = parent;
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
        if (node.branches.nodes.length == 0) {
            parent.drop(node);
            if (parent != root) {
                mergeIfIdle(above, parent);
            }
        } else {
            mergeIfIdle(parent, node);
        }
    }

    /** Visits the value of each prefix with which these bytes begin, the shortest first. */
    public void match(byte[] bytes, Visitor<? super V> visitor) {
        Node<V> node = root;
        int at = 0;
        while (true) {
            V value = node.value;
            if (value != null) {
                visitor.visit(value);
            }
            if (at == bytes.length) {
                return;
            }
            Node<V> child = node.child(bytes[at]);
            if (child == null || !startsWith(bytes, at, child.label)) {
                return;
            }
            at += child.label.length;
            node = child;
        }
    }

    /** Returns whether these bytes begin with any of the prefixes. May be called on any thread. */
    public boolean matches(byte[] bytes) {
        Node<V> node = root;
        int at = 0;
        while (node.value == null) {
            if (at == bytes.length) {
                return false;
            }
            Node<V> child = node.child(bytes[at]);
            if (child == null || !startsWith(bytes, at, child.label)) {
                return false;
            }
            at += child.label.length;
            node = child;
        }
        return true;
    }

    /** Inserts a node between parent and child, so that the child's label ends where the keys differ. */
    private static <V> Node<V> split(Node<V> parent, Node<V> child, int common) {
        byte[] rest = Arrays.copyOfRange(child.label, common, child.label.length);
        Node<V> lower = new Node<>(rest, child.value, child.branches);
        Branches<V> branches = Branches.<V>none().with(lower);
        Node<V> upper = new Node<>(Arrays.copyOf(child.label, common), null, branches);
        parent.put(upper);
        return upper;
    }

    /** Merges a node that has no value and one child with that child. */
    private static <V> void mergeIfIdle(Node<V> parent, Node<V> node) {
        Node<V> child = node.branches.only();
        if (node.value == null && child != null) {
            byte[] label = Arrays.copyOf(node.label, node.label.length + child.label.length);
            System.arraycopy(child.label, 0, label, node.label.length, child.label.length);
            parent.put(new Node<>(label, child.value, child.branches));
        }
    }

    private static boolean startsWith(byte[] bytes, int at, byte[] label) {
        return common(bytes, at, label) == label.length;
    }

    private static int common(byte[] bytes, int at, byte[] label) {
        int most = Math.min(bytes.length - at, label.length);
        for (int i = 0; i < most; i++) {
            if (bytes[at + i] != label[i]) {
                return i;
            }
        }
        return most;
    }
}
