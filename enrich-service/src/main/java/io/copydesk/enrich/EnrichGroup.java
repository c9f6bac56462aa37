package io.copydesk.enrich;

import io.copydesk.runtime.ConfigurationException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The instances of enrich as the brokers know them. Each thread of an instance is a member of the group, called by the
/// instance's name and the thread's number.
public final class EnrichGroup {
    private static final Logger log = LoggerFactory.getLogger(EnrichGroup.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Admin admin;
    private final String group;

    /// @param group the application id
    public EnrichGroup(Admin admin, String group) {
        this.admin = admin;
        this.group = group;
    }

    /// One thread of an instance.
    ///
    /// @param instance the instance's name
    /// @param id its `group.instance.id`
    /// @param client its client id, which begins with that of its instance
    /// @param partitions how many it reads
    public record Member(String instance, String id, String client, String host, int partitions) {
        private static Member of(MemberDescription member) {
            var id = member.groupInstanceId().orElse(member.consumerId());
            var thread = id.lastIndexOf('-');
            return new Member(thread < 0 ? id : id.substring(0, thread), id, member.clientId(), member.host(),
                    member.assignment().topicPartitions().size());
        }
    }

    /// Those that read, and those that were stopped and whose session has not ended yet.
    public List<Member> members() throws InterruptedException, ExecutionException {
        try {
            return admin.describeConsumerGroups(Set.of(group)).all().get().values().stream()
                    .flatMap(described -> described.members().stream()).map(Member::of).toList();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return List.of(); // nobody was ever in it
            }
            throw e;
        }
    }

    /// Takes a stopped instance out at once, so that the others take over its partitions without waiting for the end of
    /// its session. One that runs comes back by itself.
    ///
    /// @return how many threads of it were in the group
    public int leave(String instance) throws InterruptedException, ExecutionException {
        var threads = members().stream().filter(member -> member.instance().equals(instance))
                .map(member -> new MemberToRemove(member.id())).collect(Collectors.toSet());
        if (!threads.isEmpty()) {
            admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions(threads)).all().get();
        }
        return threads.size();
    }

    /// Waits until nobody else has this name: what ended without its state folder is gone when its session has ended.
    ///
    /// @param client how the client ids of this instance begin
    /// @param closing ends the wait
    /// @throws ConfigurationException if somebody else lives on under it
    void awaitAlone(String instance, String client, Duration session, CountDownLatch closing)
            throws InterruptedException {
        var until = System.nanoTime() + session.multipliedBy(2).toNanos();
        var other = other(instance, client);
        while (!other.isEmpty()) {
            if (System.nanoTime() > until) {
                throw new ConfigurationException(List.of("COPYDESK_ENRICH_INSTANCE_ID: an instance '" + instance
                        + "' is in the group " + group + " already: " + other.values().iterator().next()
                        + "; each needs an id of its own"));
            }
            if (closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            other = other(instance, client);
        }
    }

    private Map<String, String> other(String instance, String client) throws InterruptedException {
        try {
            return members().stream()
                    .filter(member -> member.instance().equals(instance) && !member.client().startsWith(client))
                    .collect(Collectors.toMap(Member::id, member -> member.client() + member.host()));
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof RetriableException)) {
                log.atWarn().setCause(e.getCause()).log("Who else is in the group cannot be known");
            }
            return Map.of(); // the broker is away or does not tell: the streams themselves wait for it
        }
    }
}
