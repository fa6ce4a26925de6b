package io.snapledger.link.trust;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Believes a server only if, besides all that is usual, its certificate names the service that is
 * meant: an agent's certificate is good, and yet no command-service's.
 */
final class OfService extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager usual;
    private final String service;

    OfService(X509ExtendedTrustManager usual, String service) {
        this.usual = usual;
        this.service = service;
    }

    private void requireName(X509Certificate[] chain) throws CertificateException {
        if (!DnsNames.of(chain[0]).contains(service)) {
            throw new CertificateException(
                    "the certificate is not one of "
                            + service
                            + ", it names "
                            + DnsNames.of(chain[0]));
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        usual.checkServerTrusted(chain, authType, engine);
        requireName(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        usual.checkServerTrusted(chain, authType, socket);
        requireName(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        usual.checkServerTrusted(chain, authType);
        requireName(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        usual.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        usual.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        usual.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return usual.getAcceptedIssuers();
    }
}
