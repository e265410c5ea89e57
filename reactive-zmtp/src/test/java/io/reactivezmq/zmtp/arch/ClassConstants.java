package io.reactivezmq.zmtp.arch;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/**
 * The constants of a class file: the methods that the class calls, as {@code owner.name}, and its strings.
 *
 * <p>The constant pool is the fourth entry of a class file (JVMS 4.4).
 */
record ClassConstants(Set<String> methods, Set<String> strings) {

    static ClassConstants of(byte[] classFile) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
        in.skipNBytes(8);
        int count = in.readUnsignedShort();
        int[] tags = new int[count];
        int[] first = new int[count];
        int[] second = new int[count];
        String[] texts = new String[count];
        for (int i = 1; i < count; i++) {
            tags[i] = in.readUnsignedByte();
            switch (tags[i]) {
                case 1 -> texts[i] = in.readUTF();
                case 3, 4 -> in.skipNBytes(4);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    // These have two places.
                    i++;
                }
                case 7, 8, 16, 19, 20 -> first[i] = in.readUnsignedShort();
                case 9, 10, 11, 12, 17, 18 -> {
                    first[i] = in.readUnsignedShort();
                    second[i] = in.readUnsignedShort();
                }
                case 15 -> in.skipNBytes(3);
                default -> throw new IOException("Unknown constant " + tags[i]);
            }
        }
        Set<String> methods = new TreeSet<>();
        Set<String> strings = new TreeSet<>();
        for (int i = 1; i < count; i++) {
            if (tags[i] == 10 || tags[i] == 11) {
                String owner = texts[first[first[i]]].replace('/', '.');
                methods.add(owner + "." + texts[first[second[i]]]);
            } else if (tags[i] == 8) {
                strings.add(texts[first[i]]);
            }
        }
        return new ClassConstants(methods, strings);
    }
}
