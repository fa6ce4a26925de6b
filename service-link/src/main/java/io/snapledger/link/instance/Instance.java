package io.snapledger.link.instance;

import java.net.URI;

/** One process of a service, as far as it is known here. */
final class Instance {

    private final URI url;
    private volatile boolean there = true;

    Instance(URI url) {
        this.url = url;
    }

    URI url() {
        return url;
    }

    URI at(String pathAndQuery) {
        return URI.create(url + pathAndQuery);
    }

    boolean isThere() {
        return there;
    }

    /** Whether that is news. */
    synchronized boolean isNow(boolean there) {
        boolean news = this.there != there;
        this.there = there;
        return news;
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
