package io.copydesk.ingest.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hc.client5.http.DnsResolver;

/// Looks names up on threads of their own. A lookup blocks in native code, and holds the thread that it runs on: of those
/// that all virtual threads share there are only as many as processors, and one slow name server would hold up every
/// source. [Places] bounds how many there are.
final class PlatformNames implements DnsResolver {
    private static final ExecutorService THREADS = Executors
            .newCachedThreadPool(Thread.ofPlatform().daemon().name("names-", 0).factory());

    private final DnsResolver names;

    PlatformNames(DnsResolver names) {
        this.names = names;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        return ask(host, () -> names.resolve(host));
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return ask(host, () -> names.resolveCanonicalHostname(host));
    }

    private static <T> T ask(String host, Callable<T> question) throws UnknownHostException {
        var answer = THREADS.submit(question);
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw unknown(host, Objects.requireNonNullElse(e.getCause(), e));
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw unknown(host, e);
        }
    }

    private static UnknownHostException unknown(String host, Throwable cause) {
        if (cause instanceof UnknownHostException unknown) {
            return unknown;
        }
        var unknown = new UnknownHostException(host);
        unknown.initCause(cause);
        return unknown;
    }
}
