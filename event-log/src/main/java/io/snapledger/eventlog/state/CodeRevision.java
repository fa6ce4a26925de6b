package io.snapledger.eventlog.state;

import io.snapledger.contract.digest.Sha256;
import io.snapledger.eventlog.proof.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names the code that a class consists of, with all classes of ours that it leads to. What one
 * build has folded another takes over only if this is the same: no hand has to remember that the
 * folding of something has changed.
 */
final class CodeRevision {

    private static final Pattern CLASS_OF_OURS = Pattern.compile("io/snapledger/[\\w/$]+");

    private final Map<String, Code> codes = new ConcurrentHashMap<>();

    /**
     * 64 hexadecimal digits, which depend on compiled code and on versions alone.
     *
     * @param libraries one class of each library
     */
    String of(List<Class<?>> types, List<Class<?>> libraries) {
        Map<String, Code> reached = new TreeMap<>();
        Deque<String> open = new ArrayDeque<>();
        types.forEach(type -> open.add(type.getName().replace('.', '/')));
        while (!open.isEmpty()) {
            String name = open.remove();
            if (!reached.containsKey(name)) {
                Code code = codes.computeIfAbsent(name, this::read);
                reached.put(name, code);
                open.addAll(code.mentioned());
            }
        }
        MessageDigest digest = Sha256.begun();
        reached.values().forEach(code -> digest.update(code.digest().bytes()));
        libraries.forEach(library ->
                digest.update(
                        String.valueOf(library.getPackage().getImplementationVersion())
                                .getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    private Code read(String name) {
        byte[] bytes;
        try (InputStream file =
                CodeRevision.class.getClassLoader().getResourceAsStream(name + ".class")) {
            if (file == null) {
                // A text that looks like a class's name, a package's for one.
                return Code.NONE;
            }
            bytes = file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The code of " + name + " cannot be read", e);
        }
        Set<String> mentioned = new HashSet<>();
        for (PoolEntry entry : ClassFile.of().parse(bytes).constantPool()) {
            if (entry instanceof Utf8Entry text) {
                Matcher names = CLASS_OF_OURS.matcher(text.stringValue());
                while (names.find()) {
                    mentioned.add(names.group());
                }
            }
        }
        return new Code(Hash.of(Sha256.begun().digest(bytes)), mentioned);
    }

    private record Code(Hash digest, Set<String> mentioned) {

        static final Code NONE = new Code(Hash.NONE, Set.of());
    }
}
