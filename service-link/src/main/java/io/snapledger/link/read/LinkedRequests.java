package io.snapledger.link.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.snapledger.link.instance.ServiceAnswer;
import io.snapledger.link.instance.ServiceClient;
import io.snapledger.link.instance.ServiceRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.AbstractClientHttpRequest;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Has Spring's client send its requests to whichever instance of a service is there.
 *
 * @param repeatable whether what may have been carried out may be sent again
 */
record LinkedRequests(ServiceClient service, boolean repeatable, Duration timeout)
        implements ClientHttpRequestFactory {

    @Override
    public ClientHttpRequest createRequest(URI uri, HttpMethod method) {
        return new LinkedRequest(uri, method);
    }

    private final class LinkedRequest extends AbstractClientHttpRequest {

        private final URI uri;
        private final HttpMethod method;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();

        private LinkedRequest(URI uri, HttpMethod method) {
            this.uri = uri;
            this.method = method;
        }

        @Override
        public HttpMethod getMethod() {
            return method;
        }

        @Override
        public URI getURI() {
            return uri;
        }

        @Override
        protected OutputStream getBodyInternal(HttpHeaders headers) {
            return body;
        }

        @Override
        protected ClientHttpResponse executeInternal(HttpHeaders headers) {
            Map<String, List<String>> sent = new LinkedHashMap<>();
            headers.forEach((name, values) -> sent.put(name, new ArrayList<>(values)));
            String query = uri.getRawQuery();
            return new LinkedResponse(
                    service.send(
                            new ServiceRequest(
                                    method.name(),
                                    query == null
                                            ? uri.getRawPath()
                                            : uri.getRawPath() + "?" + query,
                                    sent,
                                    body.toString(UTF_8),
                                    null,
                                    repeatable || method.equals(HttpMethod.GET),
                                    timeout)));
        }
    }

    private record LinkedResponse(ServiceAnswer answer) implements ClientHttpResponse {

        @Override
        public HttpStatusCode getStatusCode() {
            return HttpStatusCode.valueOf(answer.status());
        }

        @Override
        public String getStatusText() {
            return "";
        }

        @Override
        public HttpHeaders getHeaders() {
            HttpHeaders headers = new HttpHeaders();
            answer.headers().forEach(headers::addAll);
            return headers;
        }

        @Override
        public InputStream getBody() throws IOException {
            return new ByteArrayInputStream(answer.body().getBytes(UTF_8));
        }

        @Override
        public void close() {}
    }
}
