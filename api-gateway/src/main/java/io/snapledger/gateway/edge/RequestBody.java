package io.snapledger.gateway.edge;

import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.fault.PlainFault;
import io.snapledger.gateway.json.RequestJson;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;

/** A request's body, read once and within the limit. */
final class RequestBody {

    static final String ATTRIBUTE = RequestBody.class.getName();

    // cinder/api/openstack/wsgi.py, SUPPORTED_CONTENT_TYPES
    private static final Set<String> SUPPORTED =
            Set.of("application/json", "application/vnd.openstack.volume+json");

    private final byte[] bytes;
    private final @Nullable String contentType;
    private boolean parsed;
    private @Nullable JsonNode tree;

    private RequestBody(byte[] bytes, @Nullable String contentType) {
        this.bytes = bytes;
        this.contentType = contentType;
    }

    /**
     * Reads the body, and never more of it than the limit and one byte.
     *
     * @throws PlainFault if it is longer
     */
    static RequestBody read(HttpServletRequest request, DataSize limit) throws IOException {
        if (request.getContentLengthLong() > limit.toBytes()) {
            throw PlainFault.tooLarge(limit.toBytes());
        }
        byte[] bytes = request.getInputStream().readNBytes(Math.toIntExact(limit.toBytes()) + 1);
        if (bytes.length > limit.toBytes()) {
            throw PlainFault.tooLarge(limit.toBytes());
        }
        return new RequestBody(bytes, request.getHeader("Content-Type"));
    }

    static RequestBody of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof RequestBody body) {
            return body;
        }
        throw new IllegalStateException("the edge filter has not run");
    }

    /** The bytes anew, for those who read the request themselves. */
    ServletInputStream stream() {
        ByteArrayInputStream left = new ByteArrayInputStream(bytes);
        return new ServletInputStream() {
            @Override
            public int read() {
                return left.read();
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                return left.read(into, offset, length);
            }

            @Override
            public boolean isFinished() {
                return left.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new UnsupportedOperationException("everything has been read already");
            }
        };
    }

    /**
     * Whether there is a body to look at. cinder/api/openstack/wsgi.py, Resource.get_body: without
     * bytes, or without a content type, it is as if there were none.
     */
    boolean isPresent() {
        return bytes.length > 0 && contentType != null;
    }

    /** Refuses a body of a type that is not ours: compared as it is, up to the first semicolon. */
    void checkType() {
        if (!isSupported()) {
            throw Fault.unsupportedMediaType();
        }
    }

    private boolean isSupported() {
        return bytes.length == 0
                || contentType == null
                || SUPPORTED.contains(contentType.split(";", 2)[0]);
    }

    /** The body as a tree. */
    JsonNode tree() {
        if (!isPresent()) {
            throw Fault.malformedBody();
        }
        return parsed().orElseThrow(Fault::malformedBody);
    }

    private Optional<JsonNode> parsed() {
        if (!parsed) {
            tree = RequestJson.read(bytes).orElse(null);
            parsed = true;
        }
        return Optional.ofNullable(tree);
    }

    /** Whether the body asks for that action. */
    boolean asksFor(String action) {
        return isPresent()
                && isSupported()
                && parsed().filter(node -> isObjectWithOnly(node, action)).isPresent();
    }

    private static boolean isObjectWithOnly(JsonNode node, String key) {
        return node.isObject() && node.size() == 1 && node.has(key);
    }

    /**
     * What to say about a body that asks for no action there is: cinder/api/openstack/wsgi.py,
     * action_peek_json and Resource.get_method, where Python's own errors decide between 400 and
     * 404.
     */
    Fault noSuchAction() {
        if (!isPresent()) {
            return Fault.noSuchAction(null);
        }
        JsonNode node = tree();
        if (node.isObject()) {
            return node.size() == 1
                    ? Fault.noSuchAction(node.propertyNames().iterator().next())
                    : Fault.malformedBody();
        }
        if (node.isArray()) {
            return node.size() == 1 ? Fault.notFound() : Fault.malformedBody();
        }
        if (node.isString()) {
            String text = node.stringValue();
            return text.codePointCount(0, text.length()) == 1
                    ? Fault.notFound()
                    : Fault.malformedBody();
        }
        return Fault.notFound();
    }
}
