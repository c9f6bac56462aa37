package io.copydesk.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

    private static DnsResolver names(String... addresses) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) {
                return Stream.of(addresses).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }

    private static List<Network> networks(String... networks) {
        return Stream.of(networks).map(Network::of).toList();
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvFileSource(resources = "/web/addresses.tsv", delimiter = '\t')
    void connectsToPublicAddressesOnly(String address, String allowed, String what) {
        assertThat(Addresses.isPublic(InetAddress.ofLiteral(address))).as(what).isEqualTo(allowed.equals("yes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "2130706433", "127.1", "127.0.1", "0x7f.0.0.1", "0x7f000001",
            "017700000001", "::1", "::ffff:127.0.0.1", "::ffff:7f00:1", "0:0:0:0:0:ffff:7f00:1",
            "169.254.169.254", "2852039166", "0.0.0.0", "0", "::"})
    void refusesThisMachineHoweverItIsSpelt(String host) {
        // a spelling that Java does not know is a host that does not exist
        assertThatThrownBy(() -> new Addresses(List.of()).resolve(host)).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void looksNoNameUpOnAThreadThatOthersShare() throws Exception {
        var asked = new CompletableFuture<Boolean>();
        var names = new PlatformNames(new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                asked.complete(Thread.currentThread().isVirtual());
                throw new UnknownHostException("nobody knows " + host);
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        });
        var failure = new CompletableFuture<Throwable>();
        Thread.ofVirtual()
                .start(() -> failure.complete(catchThrowable(() -> names.resolve("intranet.example"))));

        assertThat(asked.get()).isFalse();
        assertThat(failure.get()).isInstanceOf(UnknownHostException.class)
                .hasMessage("nobody knows intranet.example");
    }

    @Test
    void checksWhatItConnectsToWhereSpellingsAreReadInMoreThanOneWay() throws UnknownHostException {
        assertThat(new Addresses(List.of()).resolve("0177.0.0.1"))
                .containsExactly(InetAddress.ofLiteral("177.0.0.1")); // octal to others, decimal to Java
    }

    @Test
    void namesTheAddressThatItRefuses() {
        assertThatThrownBy(() -> new Addresses(List.of(), names("10.1.2.3")).resolve("intranet.example"))
                .isInstanceOf(Addresses.AddressRefusedException.class).hasMessage("intranet.example is at 10.1.2.3, "
                        + "which is no public address, and the source does not allow that network");
    }

    @Test
    void connectsToWhatTheSourceAllowsAndNothingBesideIt() throws UnknownHostException {
        var addresses = new Addresses(networks("10.1.0.0/16"), names("10.1.2.3"));
        assertThat(addresses.resolve("intranet.example")).containsExactly(InetAddress.ofLiteral("10.1.2.3"));
        assertThatThrownBy(() -> new Addresses(networks("10.1.0.0/16"), names("10.2.2.3")).resolve("x.example"))
                .isInstanceOf(Addresses.AddressRefusedException.class);
    }

    @Test
    void usesThePublicOnesAmongSeveralAddresses() throws UnknownHostException {
        var addresses = new Addresses(List.of(), names("127.0.0.1", "8.8.4.4", "fd00::1"));
        assertThat(addresses.resolve("mixed.example")).containsExactly(InetAddress.ofLiteral("8.8.4.4"));
    }

    @Test
    void refusesAPublicAddressInTheDressOfAnother() {
        assertThatThrownBy(() -> new Addresses(List.of()).resolve("::ffff:8.8.4.4"))
                .isInstanceOf(Addresses.AddressRefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "10/8", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/x", "10.0.0.0/-1", "::/129",
            "fe80::1%eth0/64", "localhost", "", "/8", "256.0.0.0/8", "10.0.0.0/8/8", "::ffff:10.0.0.0/104"})
    void saysWhatIsNoNetwork(String text) {
        assertThatThrownBy(() -> Network.of(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @Test
    void readsNetworksOfAnyLength() {
        assertThat(Network.of("0.0.0.0/0").contains(InetAddress.ofLiteral("203.0.113.9"))).isTrue();
        assertThat(Network.of("10.1.2.3").contains(InetAddress.ofLiteral("10.1.2.3"))).isTrue();
        assertThat(Network.of("10.1.2.3").contains(InetAddress.ofLiteral("10.1.2.2"))).isFalse();
        assertThat(Network.of("10.1.2.255/25").contains(InetAddress.ofLiteral("10.1.2.128"))).isTrue();
        assertThat(Network.of("10.1.2.255/25").contains(InetAddress.ofLiteral("10.1.2.127"))).isFalse();
        assertThat(Network.of("::/0").contains(InetAddress.ofLiteral("10.1.2.3"))).isFalse();
        assertThat(Network.of("fd12::/15").contains(InetAddress.ofLiteral("fd13::1"))).isTrue();
    }
}
