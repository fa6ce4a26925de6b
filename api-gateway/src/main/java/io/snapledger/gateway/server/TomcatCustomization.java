package io.snapledger.gateway.server;

import io.snapledger.gateway.edge.EdgeProperties;
import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Tells Tomcat what only Tomcat can do. */
@Component
class TomcatCustomization implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final EdgeProperties edge;

    TomcatCustomization(EdgeProperties edge) {
        this.edge = edge;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setProtocol(HeadTimeoutProtocol.class.getName());
        factory.addEngineValves(new ServerAccessValve());
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
            if (connector.getProtocolHandler() instanceof HeadTimeoutProtocol protocol) {
                protocol.headTimeout(edge.requestHeadTimeout());
            }
        });
    }
}
