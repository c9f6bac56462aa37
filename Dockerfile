# One build, one image a service: docker build --target ingest|enrich|sink|command .
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
ENV MAVEN_ARGS="-B -q -Dlaptop=false -Dformatter.skip=true -Dmaven.test.skip=true \
  -DincludeScope=runtime -DexcludeGroupIds=io.zonky.test,io.zonky.test.postgres -Dmdep.prependGroupId=true"

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
COPY benchmarks/pom.xml benchmarks/
COPY command/pom.xml command/
COPY system-tests/pom.xml system-tests/
RUN mvn package dependency:copy-dependencies -pl !system-tests && rm -rf */target */*/target

# Then our own code. Each service ends up with its libraries in target/dependency and our jars in target/ours.
COPY . .
RUN mvn package dependency:copy-dependencies -pl !system-tests \
 && for module in ingest-service enrich-service sink-service command; do \
      mkdir $module/target/ours \
      && cp $module/target/$module-*.jar $module/target/ours/ \
      && mv $module/target/dependency/io.copydesk.* $module/target/ours/ || exit 1; \
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
# bash speaks HTTP: the base image promises no curl, and a JVM for each check would cost more than the service
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s --retries=6 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/9090 && printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]

FROM service AS ingest
COPY --from=build /src/ingest-service/target/dependency/ lib/
COPY --from=build /src/ingest-service/target/ours/ ours/
EXPOSE 8080
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=65", "-XX:+ExitOnOutOfMemoryError", "-cp", "ours/*:lib/*", "io.copydesk.ingest.IngestMain"]

FROM service AS enrich
COPY --from=build /src/enrich-service/target/dependency/ lib/
COPY --from=build /src/enrich-service/target/ours/ ours/
VOLUME /var/lib/copydesk
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-cp", "ours/*:lib/*", "io.copydesk.enrich.EnrichMain"]

FROM service AS sink
COPY --from=build /src/sink-service/target/dependency/ lib/
COPY --from=build /src/sink-service/target/ours/ ours/
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=65", "-XX:+ExitOnOutOfMemoryError", "-cp", "ours/*:lib/*", "io.copydesk.sink.SinkMain"]

# The command, for what it does against a cluster: topics, schemas, sources. The laptop run's database is left out.
FROM service AS command
COPY --from=build /src/command/target/dependency/ lib/
COPY --from=build /src/command/target/ours/ ours/
HEALTHCHECK NONE
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", "ours/*:lib/*", "io.copydesk.command.Copydesk"]
CMD ["--help"]
