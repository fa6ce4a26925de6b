package io.snapledger.gateway.server;

import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Tells Tomcat what only Tomcat can do. */
@Component
class TomcatCustomization implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addEngineValves(new ExactHeadersValve());
        factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(FaultReportValve.class.getName());
            }
        });
        factory.addConnectorCustomizers(connector -> {
            // A slash is a slash, as upstream's server decodes it before it routes.
            connector.setEncodedSolidusHandling(EncodedSolidusHandling.DECODE.getValue());
            // Not to be served: to be answered like any other method that has no route.
            connector.setAllowTrace(true);
        });
    }
}
