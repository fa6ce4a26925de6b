package io.snapledger.gateway.edge;

import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.fault.PlainFault;
import io.snapledger.gateway.json.RequestJson;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A request's body, read once and within the limit. */
final class RequestBody {

    static final String ATTRIBUTE = RequestBody.class.getName();

    private static final int MOST_TAKEN = 2 << 20;

    private final Api api;
    private final byte[] bytes;
    private final @Nullable String contentType;
    private boolean parsed;
    private @Nullable JsonNode tree;

    private RequestBody(Api api, byte[] bytes, @Nullable String contentType) {
        this.api = api;
        this.bytes = bytes;
        this.contentType = contentType;
    }

    /**
     * Reads the body, and never more of it than the limit and one byte.
     *
     * @throws PlainFault if it is longer, or takes too long
     */
    static RequestBody read(HttpServletRequest request, Api api, EdgeProperties properties)
            throws IOException {
        int limit = Math.toIntExact(properties.maxRequestBodySize().toBytes());
        Deadline deadline = new Deadline(properties.requestBodyTimeout());
        if (request.getContentLengthLong() > limit) {
            throw tooLarge(request, limit, deadline);
        }
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] some = new byte[8192];
        ServletInputStream in = request.getInputStream();
        for (int got; (got = read(in, some, deadline)) >= 0; ) {
            read.write(some, 0, got);
            if (read.size() > limit) {
                throw tooLarge(request, limit, deadline);
            }
        }
        return new RequestBody(api, read.toByteArray(), request.getHeader("Content-Type"));
    }

    // A client that has not sent everything may not look at an answer; so what it still sends is
    // taken from it, unless it waits for our word or there is no end to it.
    private static PlainFault tooLarge(HttpServletRequest request, int limit, Deadline deadline)
            throws IOException {
        if (request.getHeader("Expect") == null) {
            byte[] some = new byte[8192];
            ServletInputStream in = request.getInputStream();
            int taken = 0;
            for (int got; taken < MOST_TAKEN && (got = read(in, some, deadline)) >= 0; ) {
                taken += got;
            }
        }
        return PlainFault.tooLarge(limit);
    }

    private static int read(ServletInputStream in, byte[] into, Deadline deadline)
            throws IOException {
        if (deadline.isOver()) {
            throw PlainFault.tooSlow();
        }
        try {
            return in.read(into);
        } catch (SocketTimeoutException silent) {
            throw PlainFault.tooSlow();
        }
    }

    /** When a body has to be there as a whole, however its bytes come. */
    private record Deadline(long at) {

        Deadline(Duration after) {
            this(System.nanoTime() + after.toNanos());
        }

        boolean isOver() {
            return System.nanoTime() - at > 0;
        }
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
        return bytes.length > 0
                && contentType != null
                && (api.refusesOtherBodies() || isSupported());
    }

    /** Refuses a body of a type that is not ours: compared as it is, up to the first semicolon. */
    void checkType() {
        if (api.refusesOtherBodies() && !isSupported()) {
            throw Fault.unsupportedMediaType();
        }
    }

    private boolean isSupported() {
        return bytes.length == 0 || contentType == null || api.reads(contentType.split(";", 2)[0]);
    }

    /** The body as a tree. */
    JsonNode tree() {
        if (!isPresent()) {
            throw api.noBody();
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
            return api.noSuchAction(null);
        }
        JsonNode node = tree();
        if (node.isObject()) {
            return node.size() == 1
                    ? api.noSuchAction(node.propertyNames().iterator().next())
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
