package io.copydesk.ingest.web;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/// Says which addresses may be connected to: public ones, and those of the networks that the operator allows.
///
/// The client asks it for each connection, for a host that is spelt as an address too, and connects to what it answers
/// and nothing else: a name that resolves differently a moment later gains nothing by it.
final class Addresses implements DnsResolver {
    /// IANA's special-purpose registry for IPv4, and what clouds keep for their own: 169.254.169.254 and 100.100.100.200
    /// are within larger ranges, 168.63.129.16 is not.
    private static final List<Network> SPECIAL = networks("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8",
            "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32");
    /// All of IPv6 that is given out as public: what lies outside (loopback, unspecified, IPv4-compatible, NAT64, unique
    /// local, link-local, site-local, multicast) need not be named, nor what is reserved later.
    private static final Network GLOBAL_UNICAST = Network.of("2000::/3");
    /// What in there is not: protocol assignments with Teredo and benchmarks, documentation, 6to4, 6bone.
    private static final List<Network> SPECIAL_6 = networks("2001::/23", "2001:db8::/32", "2002::/16", "3ffe::/16",
            "3fff::/20");

    private final List<Network> allowed;
    private final DnsResolver names;

    Addresses(List<Network> allowed) {
        this(allowed, new PlatformNames(SystemDefaultDnsResolver.INSTANCE));
    }

    Addresses(List<Network> allowed, DnsResolver names) {
        this.allowed = List.copyOf(allowed);
        this.names = names;
    }

    private static List<Network> networks(String... networks) {
        return Stream.of(networks).map(Network::of).toList();
    }

    /// @throws AddressRefusedException when none of the host's addresses may be connected to
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var found = names.resolve(host);
        // Java turns an IPv4-mapped address into the IPv4 address that is in it
        boolean isMapped = host.indexOf(':') >= 0;
        var permitted = Arrays.stream(found).filter(address -> isAllowed(address)
                || (isPublic(address) && !(isMapped && address instanceof Inet4Address))).toArray(InetAddress[]::new);
        if (permitted.length == 0 && found.length > 0) {
            throw new AddressRefusedException(host + " is at " + found[0].getHostAddress()
                    + ", which is no public address, and the source does not allow that network");
        }
        return permitted;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return names.resolveCanonicalHostname(host);
    }

    private boolean isAllowed(InetAddress address) {
        return allowed.stream().anyMatch(network -> network.contains(address));
    }

    static boolean isPublic(InetAddress address) {
        var special = address instanceof Inet4Address ? SPECIAL : SPECIAL_6;
        return (address instanceof Inet4Address || GLOBAL_UNICAST.contains(address))
                && special.stream().noneMatch(network -> network.contains(address));
    }

    /// A host without an address that may be connected to.
    static final class AddressRefusedException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        AddressRefusedException(String message) {
            super(message);
        }
    }
}
