package io.snapledger.query.projection;

import io.snapledger.eventlog.EventLogSource;
import io.snapledger.operations.trace.Traces;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The processors and what they share. */
@Configuration(proxyBeanMethods = false)
class ProjectionConfiguration {

    @Bean
    Progress progress() {
        return new Progress(ProcessingGroups.ALL);
    }

    // Named, not left to Axon's own configuration, which would quietly work without transactions.
    @Bean
    TransactionManager projectionTransactions(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    @Bean
    ResourceViews resourceViews(List<Projection<?, ?>> projections) {
        return new ResourceViews(projections);
    }

    @Bean
    Views views(
            ResourceViews resources,
            @Qualifier(ProcessingGroups.STATUS_HISTORY) List<View> trails) {
        return new Views(resources.all(), trails);
    }

    @Bean
    Serializer tokenSerializer() {
        return Jackson3Serializer.builder().build();
    }

    @Bean
    ProcessorTokens processorTokens(JdbcClient views, Serializer tokenSerializer) {
        return new ProcessorTokens(views, tokenSerializer);
    }

    @Bean
    TokenStore tokenStore(
            DataSource views, Serializer tokenSerializer, ProjectionProperties properties) {
        return JdbcTokenStore.builder()
                .connectionProvider(new SpringDataSourceConnectionProvider(views))
                .serializer(tokenSerializer)
                .contentType(byte[].class)
                .claimTimeout(properties.claimTimeout())
                // Axon's own choice, process id and host, is the same for two containers that share
                // the host's network: each would take the other's claims for its own.
                .nodeId(UUID.randomUUID().toString())
                .schema(
                        TokenSchema.builder()
                                .setTokenTable("processor_token")
                                .setProcessorNameColumn("processor")
                                .setSegmentColumn("segment")
                                .setTokenColumn("token")
                                .setTokenTypeColumn("token_type")
                                .setTimestampColumn("written_at")
                                .setOwnerColumn("owner")
                                .build())
                .build();
    }

    @Bean
    Projector resourcesProjector(
            ResourceViews resources,
            JdbcClient views,
            EventLogSource source,
            TokenStore tokens,
            TransactionManager transactions,
            Progress progress,
            ProjectionProperties properties,
            Traces traces) {
        return Projector.of(
                ProcessingGroups.RESOURCES,
                new WholeBatch(resources, views),
                source,
                tokens,
                transactions,
                progress,
                properties,
                traces);
    }

    @Bean
    Projector statusHistoryProjector(
            @Qualifier(ProcessingGroups.STATUS_HISTORY) List<BatchHandler> trails,
            JdbcClient views,
            @Qualifier(ProcessingGroups.STATUS_HISTORY) EventLogSource source,
            TokenStore tokens,
            TransactionManager transactions,
            Progress progress,
            ProjectionProperties properties,
            Traces traces) {
        return Projector.of(
                ProcessingGroups.STATUS_HISTORY,
                new WholeBatch(
                        (batch, writes) -> trails.forEach(trail -> trail.handle(batch, writes)),
                        views),
                source,
                tokens,
                transactions,
                progress,
                properties,
                traces);
    }
}
