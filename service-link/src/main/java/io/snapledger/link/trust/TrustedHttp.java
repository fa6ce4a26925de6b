package io.snapledger.link.trust;

import io.snapledger.link.instance.ServiceRecords;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * The way to one service: HTTP with this service's certificate, and only to servers whose
 * certificate names that service. New certificates count from the next request on.
 */
public final class TrustedHttp implements Supplier<HttpClient> {

    private static final Logger log = LoggerFactory.getLogger(TrustedHttp.class);

    private final String service;
    private final Duration connectTimeout;
    private volatile HttpClient client;

    /**
     * To instances of a service.
     *
     * @throws UnsafeLink if it would be no safe way
     */
    public TrustedHttp(
            String service,
            Collection<URI> urls,
            TrustProperties trust,
            SslBundles bundles,
            Duration connectTimeout) {
        check(service, urls, trust);
        this.service = service;
        this.connectTimeout = connectTimeout;
        String name = trust.bundle();
        if (name == null) {
            client = client(null);
        } else {
            client = client(bundles.getBundle(name));
            bundles.addBundleUpdateHandler(name, this::renew);
        }
    }

    private static void check(String service, Collection<URI> urls, TrustProperties trust) {
        String key = "snapledger.link." + service + ".urls";
        for (URI url : urls) {
            if (ServiceRecords.isMeantBy(url)) {
                checkRecord(key, url, trust);
                continue;
            }
            boolean plain = "http".equals(url.getScheme());
            if ((!plain && !"https".equals(url.getScheme())) || url.getHost() == null) {
                throw new UnsafeLink(key + ": " + url + " is no https://host:port");
            }
            if (url.getRawPath() != null && !url.getRawPath().isEmpty()) {
                throw new UnsafeLink(key + ": " + url + " must end after its port");
            }
            if (plain && trust.bundle() != null) {
                throw new UnsafeLink(
                        key + ": " + url + " must begin with https, as there are certificates");
            }
            if (!plain && trust.bundle() == null) {
                throw new UnsafeLink(
                        key + ": " + url + " needs a certificate: set snapledger.link.ssl-bundle");
            }
            if (plain && !(trust.withoutCertificates() && Loopback.is(url.getHost()))) {
                throw new UnsafeLink(
                        key
                                + ": "
                                + url
                                + " would be called without certificates. Set"
                                + " snapledger.link.ssl-bundle and use https, or, on a loopback"
                                + " address only, snapledger.link.without-certificates=true");
            }
        }
    }

    private static void checkRecord(String key, URI url, TrustProperties trust) {
        // The name of a service record begins with an underscore, so it is no host.
        if (url.getRawAuthority() == null
                || (url.getRawPath() != null && !url.getRawPath().isEmpty())) {
            throw new UnsafeLink(key + ": " + url + " is no https+srv://_port._tcp.name");
        }
        if (trust.bundle() == null) {
            throw new UnsafeLink(
                    key + ": " + url + " needs a certificate: set snapledger.link.ssl-bundle");
        }
    }

    // Requests that are under way end on the old one, which goes with the last of them.
    private void renew(SslBundle bundle) {
        client = client(bundle);
        log.info("New certificates count for calls of {}", service);
    }

    private HttpClient client(@Nullable SslBundle bundle) {
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(connectTimeout);
        if (bundle != null) {
            builder.sslContext(context(bundle));
        }
        return builder.build();
    }

    private SSLContext context(SslBundle bundle) {
        try {
            SSLContext context = SSLContext.getInstance(bundle.getProtocol());
            context.init(
                    bundle.getManagers().getKeyManagers(),
                    Stream.of(bundle.getManagers().getTrustManagers())
                            .map(this::ofService)
                            .toArray(TrustManager[]::new),
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The certificates cannot be used: " + e, e);
        }
    }

    private TrustManager ofService(TrustManager manager) {
        return manager instanceof X509ExtendedTrustManager usual
                ? new OfService(usual, service)
                : manager;
    }

    @Override
    public HttpClient get() {
        return client;
    }
}
