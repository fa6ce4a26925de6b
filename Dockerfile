# The services as images, one target each, of the jars that `mvn -DskipTests package` has made:
#
#   docker build --target command-service --tag snapledger-command-service .
#
# Nothing is compiled here. Libraries and the service itself are layers of their own, and so is what a start of the service without
# any server has shown to be needed, which later starts take from there (docs/adr/0031). Works with BuildKit and without.

ARG JRE=eclipse-temurin:25-jre

FROM ${JRE} AS api-gateway-layers
COPY api-gateway/target/snapledger-api-gateway.jar /service.jar
RUN java -Djarmode=tools -jar /service.jar extract --layers --destination /layers

FROM ${JRE} AS command-service-layers
COPY command-service/target/snapledger-command-service.jar /service.jar
RUN java -Djarmode=tools -jar /service.jar extract --layers --destination /layers

FROM ${JRE} AS query-service-layers
COPY query-service/target/snapledger-query-service.jar /service.jar
RUN java -Djarmode=tools -jar /service.jar extract --layers --destination /layers

FROM ${JRE} AS storage-agent-layers
COPY storage-agent/target/snapledger-storage-agent.jar /service.jar
RUN java -Djarmode=tools -jar /service.jar extract --layers --destination /layers

FROM ${JRE} AS runtime
# The health check of those that speak TLS needs openssl: better missed now than at the first check.
RUN openssl version \
 && useradd --uid 10001 --user-group --no-create-home --home-dir /var/lib/snapledger --shell /usr/sbin/nologin snapledger \
 && install -d -o snapledger -g snapledger -m 750 /var/lib/snapledger
COPY docs/operations/containers/is-ready.sh /usr/local/bin/is-ready
WORKDIR /opt/snapledger
# By number, so that a platform can see that it is not root.
USER 10001:10001
# A container is reached from outside itself. The gateway takes no made-up tokens there unless it is told to.
ENV SERVER_ADDRESS=0.0.0.0
# What was recorded of a start is left aside, with a warning, by a Java that it does not fit.
ENTRYPOINT ["java", "-XX:AOTCache=service.aot", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", \
    "--sun-misc-unsafe-memory-access=allow", "-jar", "service.jar"]

FROM runtime AS api-gateway-files
COPY --from=api-gateway-layers /layers/dependencies/ ./
COPY --from=api-gateway-layers /layers/spring-boot-loader/ ./
COPY --from=api-gateway-layers /layers/snapshot-dependencies/ ./
COPY --from=api-gateway-layers /layers/application/ ./

FROM api-gateway-files AS api-gateway-start
COPY docs/operations/containers/record-start.sh /usr/local/bin/record-start
RUN record-start /tmp/service.aot http 8776

FROM api-gateway-files AS api-gateway
COPY --from=api-gateway-start /tmp/service.aot ./
EXPOSE 8776
HEALTHCHECK --interval=5s --timeout=5s --start-period=120s --retries=5 CMD ["is-ready", "http", "8776"]

FROM runtime AS command-service-files
COPY --from=command-service-layers /layers/dependencies/ ./
COPY --from=command-service-layers /layers/spring-boot-loader/ ./
COPY --from=command-service-layers /layers/snapshot-dependencies/ ./
COPY --from=command-service-layers /layers/application/ ./

FROM command-service-files AS command-service-start
COPY docs/operations/containers/record-start.sh /usr/local/bin/record-start
RUN record-start /tmp/service.aot https 8778

FROM command-service-files AS command-service
COPY --from=command-service-start /tmp/service.aot ./
EXPOSE 8778
HEALTHCHECK --interval=5s --timeout=5s --start-period=120s --retries=5 CMD ["is-ready", "https", "8778"]

FROM runtime AS query-service-files
COPY --from=query-service-layers /layers/dependencies/ ./
COPY --from=query-service-layers /layers/spring-boot-loader/ ./
COPY --from=query-service-layers /layers/snapshot-dependencies/ ./
COPY --from=query-service-layers /layers/application/ ./

FROM query-service-files AS query-service-start
COPY docs/operations/containers/record-start.sh /usr/local/bin/record-start
RUN record-start /tmp/service.aot https 8779

FROM query-service-files AS query-service
COPY --from=query-service-start /tmp/service.aot ./
EXPOSE 8779
HEALTHCHECK --interval=5s --timeout=5s --start-period=120s --retries=5 CMD ["is-ready", "https", "8779"]

FROM runtime AS storage-agent-files
COPY --from=storage-agent-layers /layers/dependencies/ ./
COPY --from=storage-agent-layers /layers/spring-boot-loader/ ./
COPY --from=storage-agent-layers /layers/snapshot-dependencies/ ./
COPY --from=storage-agent-layers /layers/application/ ./

FROM storage-agent-files AS storage-agent-start
COPY docs/operations/containers/record-start.sh /usr/local/bin/record-start
RUN record-start /tmp/service.aot http 8780

FROM storage-agent-files AS storage-agent
COPY --from=storage-agent-start /tmp/service.aot ./
ENV SNAPLEDGER_AGENT_STATE_DIR=/var/lib/snapledger/agent \
    SNAPLEDGER_AGENT_FILESYSTEM_ROOT=/var/lib/snapledger/storage
VOLUME /var/lib/snapledger
EXPOSE 8780
HEALTHCHECK --interval=5s --timeout=5s --start-period=120s --retries=5 CMD ["is-ready", "http", "8780"]
