package io.copydesk.schemas.admin;

import io.copydesk.schemas.Topic;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/// One right on a Kafka that asks who somebody is. To read or write something includes to see that it is there.
///
/// @param operation what may be done, from any host
/// @param resource with what: one topic, or all groups whose names begin alike
public record Grant(AclOperation operation, ResourcePattern resource) {
    private static final String ANY_HOST = "*";

    static Stream<Grant> topics(AclOperation operation, Topic<?>... topics) {
        return Stream.of(topics).map(topic -> topic(operation, topic.name()));
    }

    static Grant topic(AclOperation operation, String name) {
        return new Grant(operation, new ResourcePattern(ResourceType.TOPIC, name, PatternType.LITERAL));
    }

    static Grant topicsNamed(AclOperation operation, String prefix) {
        return new Grant(operation, new ResourcePattern(ResourceType.TOPIC, prefix, PatternType.PREFIXED));
    }

    static Grant group(String name) {
        return new Grant(AclOperation.READ, new ResourcePattern(ResourceType.GROUP, name, PatternType.LITERAL));
    }

    static Grant groupsNamed(String prefix) {
        return new Grant(AclOperation.READ, new ResourcePattern(ResourceType.GROUP, prefix, PatternType.PREFIXED));
    }

    static Grant transactionsNamed(String prefix) {
        return new Grant(AclOperation.WRITE,
                new ResourcePattern(ResourceType.TRANSACTIONAL_ID, prefix, PatternType.PREFIXED));
    }

    /// @param principal as the brokers see it, such as `User:copydesk-sink`
    public AclBinding to(String principal) {
        return new AclBinding(resource,
                new AccessControlEntry(principal, ANY_HOST, operation, AclPermissionType.ALLOW));
    }

    @Override
    public String toString() {
        return "%s %s %s%s".formatted(operation, resource.resourceType().toString().toLowerCase(Locale.ROOT),
                resource.name(), resource.patternType() == PatternType.PREFIXED ? "*" : "");
    }
}
