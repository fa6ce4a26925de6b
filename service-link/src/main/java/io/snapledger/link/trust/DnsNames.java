package io.snapledger.link.trust;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The names in a certificate. */
final class DnsNames {

    // RFC 5280, 4.2.1.6: GeneralName, [2] dNSName.
    private static final Integer DNS_NAME = 2;

    private DnsNames() {}

    /** Its {@code dNSName}s; none if they cannot be read. */
    static Set<String> of(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? Set.of()
                    : names.stream()
                            .filter(name -> DNS_NAME.equals(name.get(0)))
                            .map(name -> String.valueOf(name.get(1)))
                            .collect(Collectors.toUnmodifiableSet());
        } catch (CertificateParsingException unreadable) {
            return Set.of();
        }
    }
}
