package io.copydesk.schemas.admin;

import static io.copydesk.schemas.admin.KafkaAnswers.answered;

import io.copydesk.schemas.admin.Finding.State;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;

/// Principals and their grants against a cluster. Rights are added and never taken away: what else somebody may do is
/// the operator's.
public final class AclsAdmin {
    private final Admin admin;
    private final Map<String, List<Grant>> declared;

    /// @param declared the grants of each principal, such as `User:copydesk-sink`
    public AclsAdmin(Admin admin, Map<String, List<Grant>> declared) {
        this.admin = admin;
        this.declared = declared;
    }

    /// Reads only.
    ///
    /// @throws KafkaException when the cluster does not answer, refuses, or has no authorizer
    public List<Finding> check() {
        var existing = existing();
        return findings(existing, State.MISSING);
    }

    /// Adds what is missing.
    ///
    /// @throws KafkaException when the cluster does not answer, refuses, or has no authorizer
    public List<Finding> apply() {
        var existing = existing();
        var missing = bindings().filter(binding -> !existing.contains(binding)).toList();
        if (!missing.isEmpty()) {
            answered(admin.createAcls(missing).all());
        }
        return findings(existing, State.CREATED);
    }

    private List<Finding> findings(Set<AclBinding> existing, State otherwise) {
        return declared.entrySet().stream()
                .flatMap(each -> each.getValue().stream()
                        .map(grant -> new Finding(each.getKey(), existing.contains(grant.to(each.getKey()))
                                ? State.AS_DECLARED
                                : otherwise, grant.toString())))
                .toList();
    }

    private Stream<AclBinding> bindings() {
        return declared.entrySet().stream()
                .flatMap(each -> each.getValue().stream().map(grant -> grant.to(each.getKey())));
    }

    private Set<AclBinding> existing() {
        Collection<AclBinding> all = answered(admin.describeAcls(AclBindingFilter.ANY).values());
        return new HashSet<>(all);
    }
}
