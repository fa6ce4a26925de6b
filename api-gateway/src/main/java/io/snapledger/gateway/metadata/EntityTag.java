package io.snapledger.gateway.metadata;

import io.snapledger.gateway.json.PythonJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells one state of a volume's metadata from another: cinder/api/v3/volume_metadata.py. */
public final class EntityTag {

    private static final Pattern TAG = Pattern.compile("(?:W/)?\"([^\"]*)\"|([^\\s,\"]+)");

    private EntityTag() {}

    /** The tag of these entries, in whatever order they come. */
    public static String of(Map<String, String> metadata) {
        String body = PythonJson.write(new MetadataBodies.All(new TreeMap<>(metadata)));
        try {
            // What upstream's clients are used to: it guards against haste, not against malice.
            MessageDigest digest = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(digest.digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    /**
     * Whether an {@code If-Match} header lets a change of these entries pass.
     *
     * @param ifMatch the header; null or {@code *} lets every change pass
     */
    public static boolean matches(@Nullable String ifMatch, Map<String, String> metadata) {
        if (ifMatch == null || ifMatch.isBlank() || ifMatch.strip().equals("*")) {
            return true;
        }
        List<String> tags = TAG.matcher(ifMatch).results().map(EntityTag::text).toList();
        return tags.contains(of(metadata));
    }

    private static String text(MatchResult tag) {
        return tag.group(1) == null ? tag.group(2) : tag.group(1);
    }
}
