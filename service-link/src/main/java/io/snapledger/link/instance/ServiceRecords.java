package io.snapledger.link.instance;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import javax.naming.Context;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/**
 * Finds the processes of a service by DNS: RFC 2782, which a container platform answers with
 * whoever is ready. Each of them has a name of its own, so its certificate can be looked at as that
 * of any other host.
 */
public final class ServiceRecords {

    /** What an address begins with that is looked up. */
    public static final String SCHEME = "https+srv";

    private static final String TYPE = "SRV";

    // Of the machine: its own name servers.
    private static final String USUAL = "dns:";

    private final String name;
    private final String servers;

    private ServiceRecords(String name, String servers) {
        this.name = name;
        this.servers = servers;
    }

    /** Whether an address is to be looked up. */
    public static boolean isMeantBy(URI url) {
        return SCHEME.equals(url.getScheme());
    }

    static ServiceRecords of(URI url) {
        return at(USUAL, url);
    }

    static ServiceRecords at(String servers, URI url) {
        return new ServiceRecords(url.getRawAuthority(), servers);
    }

    /**
     * Who is there now, in an order that does not depend on the answer's.
     *
     * @throws NamingException if that cannot be told, or nobody is there
     */
    // The DNS provider reads text records and deserializes nothing, and the name is the operator's.
    @SuppressWarnings("BanJNDI")
    List<URI> lookUp() throws NamingException {
        Properties settings = new Properties();
        settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        settings.put(Context.PROVIDER_URL, servers);
        settings.put("com.sun.jndi.dns.timeout.initial", "500");
        settings.put("com.sun.jndi.dns.timeout.retries", "2");
        InitialDirContext dns = new InitialDirContext(settings);
        try {
            Attribute records = dns.getAttributes(name, new String[] {TYPE}).get(TYPE);
            List<URI> found = new ArrayList<>();
            if (records != null) {
                NamingEnumeration<?> each = records.getAll();
                while (each.hasMore()) {
                    found.add(url(String.valueOf(each.next())));
                }
            }
            Collections.sort(found);
            return found;
        } finally {
            dns.close();
        }
    }

    // Priority, weight, port and name; all are asked alike, whatever the first two say.
    private static URI url(String record) throws NamingException {
        String[] parts = record.split(" ", -1);
        if (parts.length != 4) {
            throw new NamingException("no SRV record: " + record);
        }
        return URI.create("https://" + parts[3].replaceAll("\\.$", "") + ":" + parts[2]);
    }

    @Override
    public String toString() {
        return name;
    }
}
