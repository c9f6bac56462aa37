package io.copydesk.schemas.admin;

import static org.apache.kafka.common.acl.AclOperation.ALTER_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.copydesk.schemas.Topics;
import java.util.List;
import java.util.stream.Stream;

/// Who works with the topics, and the least that each needs on a Kafka with an authorizer. Nobody needs a right on the
/// cluster: whoever may write to a topic may do so idempotently.
public enum Role {
    /// Reads its sources and what it remembers of them, and publishes observations.
    INGEST,
    /// Streams makes its internal topics itself, and deletes what it has read of those between two tasks.
    ENRICH,
    /// All stores; a process for each may have a principal for each.
    SINK,
    /// Reads like a team, without a group.
    DASHBOARD,
    /// Apicurio Registry that stores in Kafka; it takes a new group at each start.
    REGISTRY,
    /// Who types `./copydesk`: makes and checks topics, writes sources, asks for an entry to be erased, looks at lags.
    OPERATOR;

    public List<Grant> grants() {
        return (switch (this) {
            case INGEST -> ingest();
            case ENRICH -> enrich();
            case SINK -> sink();
            case DASHBOARD -> dashboard();
            case REGISTRY -> registry();
            case OPERATOR -> operator();
        }).flatMap(each -> each).toList();
    }

    /// A team that reads: the current state and the change feed, in groups whose names begin with the team's.
    public static List<Grant> team(String name) {
        return Stream.concat(Grant.topics(READ, Topics.ENTRIES, Topics.CHANGES),
                Stream.of(Grant.groupsNamed(name + "-"))).toList();
    }

    private static Stream<Stream<Grant>> ingest() {
        return Stream.of(Grant.topics(READ, Topics.SOURCES, Topics.INGEST_STATE),
                Grant.topics(WRITE, Topics.RAW, Topics.INGEST_STATE, Topics.SOURCE_HEALTH),
                Stream.of(Grant.topic(WRITE, Topics.DEAD_LETTERS), Grant.group("copydesk-ingest"),
                        Grant.transactionsNamed("copydesk-ingest-")));
    }

    private static Stream<Stream<Grant>> enrich() {
        return Stream.of(Grant.topics(READ, Topics.RAW),
                Grant.topics(WRITE, Topics.ENTRIES, Topics.CHANGES, Topics.STORIES, Topics.TRENDS),
                Stream.of(Grant.topic(WRITE, Topics.DEAD_LETTERS)),
                Stream.of(READ, WRITE, CREATE, DELETE).map(each -> Grant.topicsNamed(each, "copydesk-enrich-")),
                Stream.of(Grant.group("copydesk-enrich"), Grant.transactionsNamed("copydesk-enrich-")));
    }

    private static Stream<Stream<Grant>> sink() {
        return Stream.of(Grant.topics(READ, Topics.RAW, Topics.ENTRIES, Topics.CHANGES, Topics.STORIES, Topics.TRENDS),
                Stream.of(Grant.topic(WRITE, Topics.DEAD_LETTERS), Grant.groupsNamed("copydesk-sink-")));
    }

    private static Stream<Stream<Grant>> dashboard() {
        return Stream.of(Grant.topics(READ, Topics.ENTRIES, Topics.CHANGES, Topics.STORIES, Topics.TRENDS,
                Topics.SOURCE_HEALTH));
    }

    private static Stream<Stream<Grant>> registry() {
        return Stream.of(
                Stream.of(READ, WRITE, CREATE, DESCRIBE_CONFIGS).map(each -> Grant.topicsNamed(each, "kafkasql-")),
                Stream.of(READ, WRITE, CREATE, DESCRIBE_CONFIGS).map(each -> Grant.topic(each, "registry-events")),
                Stream.of(Grant.groupsNamed("apicurio-")));
    }

    private static Stream<Stream<Grant>> operator() {
        return Stream.of(
                Stream.of(READ, WRITE, CREATE, DESCRIBE_CONFIGS, ALTER_CONFIGS)
                        .map(each -> Grant.topicsNamed(each, "copydesk.")),
                Stream.of(Grant.topicsNamed(DESCRIBE, "copydesk-enrich-"), Grant.groupsNamed("copydesk-")));
    }
}
