package io.copydesk.ingest.web;

import java.net.InetAddress;
import java.util.Arrays;

/// A range of addresses, such as `10.20.0.0/16`, `fd12::/48` or one address alone.
public final class Network {
    private final byte[] start;
    private final int bits;

    private Network(byte[] start, int bits) {
        this.start = start;
        this.bits = bits;
    }

    /// @throws IllegalArgumentException telling what is wrong with it
    public static Network of(String text) {
        int slash = text.indexOf('/');
        var start = address(slash < 0 ? text : text.substring(0, slash), text);
        int longest = start.length * Byte.SIZE;
        int bits = slash < 0 ? longest : bits(text.substring(slash + 1), text);
        if (bits > longest) {
            throw new IllegalArgumentException("'" + text + "' has a prefix of more than " + longest + " bits");
        }
        return new Network(start, bits);
    }

    private static byte[] address(String address, String text) {
        boolean isComplete = address.indexOf(':') >= 0 || address.chars().filter(c -> c == '.').count() == 3;
        try {
            if (isComplete && address.indexOf('%') < 0) {
                return InetAddress.ofLiteral(address).getAddress();
            }
        } catch (IllegalArgumentException e) {
            // told below, in our words
        }
        throw new IllegalArgumentException("'" + text + "' is no network, such as 10.20.0.0/16 or fd12::/48");
    }

    private static int bits(String prefix, String text) {
        if (prefix.isEmpty() || prefix.length() > 3 || !prefix.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("'" + text + "' has no prefix length behind its slash");
        }
        return Integer.parseInt(prefix);
    }

    boolean contains(InetAddress address) {
        var other = address.getAddress();
        if (other.length != start.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        if (!Arrays.equals(start, 0, whole, other, 0, whole)) {
            return false;
        }
        int rest = bits % Byte.SIZE;
        int mask = rest == 0 ? 0 : 0xFF << (Byte.SIZE - rest) & 0xFF;
        return mask == 0 || (start[whole] & mask) == (other[whole] & mask);
    }
}
