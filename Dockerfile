# One build, one image a service: docker build --target ingest|enrich|sink|dashboard|command .
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
ENV MAVEN_ARGS="-B -q -Dchecked -Dlaptop=false -Dformatter.skip=true -Dmaven.test.skip=true \
  -DincludeScope=runtime -Dmdep.prependGroupId=true \
  -DexcludeGroupIds=io.zonky.test,io.debezium,org.hibernate,com.mchange,net.bytebuddy,org.antlr,jakarta.persistence,jakarta.transaction"

# What changes rarely first: with the build files and the contracts alone, Maven fetches what everything needs.
COPY pom.xml ./
COPY schemas/registry-client/ schemas/registry-client/
COPY schemas/pom.xml schemas/
COPY schemas/src/main/avro/ schemas/src/main/avro/
COPY service-runtime/pom.xml service-runtime/
COPY embedded-cluster/pom.xml embedded-cluster/
COPY newsroom/pom.xml newsroom/
COPY ingest-service/pom.xml ingest-service/
COPY enrich-service/pom.xml enrich-service/
COPY enrich-service/src/main/avro/ enrich-service/src/main/avro/
COPY sink-service/pom.xml sink-service/
COPY dashboard-service/pom.xml dashboard-service/
COPY benchmarks/pom.xml benchmarks/
COPY command/pom.xml command/
COPY system-tests/pom.xml system-tests/
RUN mvn package dependency:copy-dependencies cyclonedx:makeBom -pl !system-tests && rm -rf */target */*/target

# Then our own code. Each image gets what all of them need, what only it needs, and our jars, in this order: what changes
# rarely first. The command is here for what it does against a cluster; a broker, RocksDB and so `up`, `tag`, `evaluate`
# and `bench` are left out.
COPY . .
RUN mvn package dependency:copy-dependencies cyclonedx:makeBom -pl !system-tests \
 && cd command/target/dependency \
 && rm -f org.rocksdb.* org.scala-lang.* com.typesafe.* com.yammer.* org.apache.kafka.connect-* org.apache.kafka.kafka_2* \
      org.apache.kafka.kafka-server* org.apache.kafka.kafka-metadata* org.apache.kafka.kafka-raft* \
      org.apache.kafka.kafka-storage* org.apache.kafka.kafka-*coordinator* \
 && cd /src \
 && mkdir common \
 && for module in ingest-service enrich-service sink-service dashboard-service command; do \
      mkdir $module/target/ours \
      && cp $module/target/$module-*.jar $module/target/bom.json $module/target/ours/ \
      && mv $module/target/dependency/io.copydesk.* $module/target/ours/ || exit 1; \
    done \
 && for jar in $(ls sink-service/target/dependency); do \
      if [ -e ingest-service/target/dependency/$jar ] && [ -e enrich-service/target/dependency/$jar ] \
          && [ -e dashboard-service/target/dependency/$jar ]; then \
        cp sink-service/target/dependency/$jar common/ && rm */target/dependency/$jar || exit 1; \
      fi; \
    done

FROM eclipse-temurin:25-jre AS service
RUN groupadd --system --gid 10001 copydesk \
 && useradd --system --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin copydesk \
 && install -d -o copydesk -g copydesk /var/lib/copydesk
USER copydesk
WORKDIR /opt/copydesk
ENV COPYDESK_HTTP_HOST=0.0.0.0 \
    COPYDESK_HTTP_PORT=9090 \
    COPYDESK_LOG_FORMAT=json
EXPOSE 9090
# bash speaks HTTP, with no other process that a time-out could leave behind: the base image promises no curl, and a JVM
# for each check would cost more than the service
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s --retries=6 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/9090; printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n' >&3; read -r status <&3; [[ $status == *' 200 '* ]]"]
LABEL org.opencontainers.image.vendor="Copydesk" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.base.name="docker.io/library/eclipse-temurin:25-jre"
COPY --from=build /src/common/ lib/

FROM service AS ingest
COPY --from=build /src/ingest-service/target/dependency/ lib/
COPY --from=build /src/ingest-service/target/ours/ ours/
EXPOSE 8080
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=65", "-XX:+ExitOnOutOfMemoryError", "-cp", "ours/*:lib/*", "io.copydesk.ingest.IngestMain"]
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Copydesk ingest" \
      org.opencontainers.image.description="Reads live blogs, takes pushed updates, writes observations to Kafka" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION"

FROM service AS enrich
COPY --from=build /src/enrich-service/target/dependency/ lib/
COPY --from=build /src/enrich-service/target/ours/ ours/
VOLUME /var/lib/copydesk
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-cp", "ours/*:lib/*", "io.copydesk.enrich.EnrichMain"]
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Copydesk enrich" \
      org.opencontainers.image.description="Makes entries, changes, tags and stories of observations" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION"

FROM service AS sink
COPY --from=build /src/sink-service/target/dependency/ lib/
COPY --from=build /src/sink-service/target/ours/ ours/
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=65", "-XX:+ExitOnOutOfMemoryError", "-cp", "ours/*:lib/*", "io.copydesk.sink.SinkMain"]
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Copydesk sink" \
      org.opencontainers.image.description="Keeps PostgreSQL, OpenSearch or an archive in step with the topics" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION"

FROM service AS dashboard
COPY --from=build /src/dashboard-service/target/dependency/ lib/
COPY --from=build /src/dashboard-service/target/ours/ ours/
EXPOSE 8088
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=65", "-XX:+ExitOnOutOfMemoryError", "-cp", "ours/*:lib/*", "io.copydesk.dashboard.DashboardMain"]
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Copydesk dashboard" \
      org.opencontainers.image.description="Shows what is happening now: a page, REST and server-sent events" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION"

FROM service AS command
COPY --from=build /src/command/target/dependency/ lib/
COPY --from=build /src/command/target/ours/ ours/
HEALTHCHECK NONE
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", "ours/*:lib/*", "io.copydesk.command.Copydesk"]
CMD ["--help"]
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Copydesk command" \
      org.opencontainers.image.description="Topics, schemas, sources, dead letters, trace, erase, rebuild" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION"
