package io.copydesk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Somebody who looks at the dashboard, and what their browser complains of.
final class Reader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Set<String> SERIOUS = Set.of("serious", "critical");
    /// Containers of other tests come and go, and Chromium gives up what it has asked for each time, also of loopback. The
    /// page gets over it, and cannot be blamed.
    private static final String NETWORK_CHANGED = "net::ERR_NETWORK_CHANGED";
    /// Keeps what the stream tells, besides the page, when cards appear, and how long frames take.
    private static final String EAVESDROP = """
            window.told = []
            window.cards = {}
            window.frames = []
            new MutationObserver((changes) => {
              for (const change of changes) for (const node of change.addedNodes) {
                if (node.dataset?.entry) cards[node.dataset.entry] ??= Date.now()
              }
            }).observe(document, { subtree: true, childList: true })
            let last = 0
            const frame = (now) => { if (last) frames.push(Math.round(now - last)); last = now; requestAnimationFrame(frame) }
            requestAnimationFrame(frame)
            const Real = EventSource
            window.EventSource = class extends Real {
              addEventListener(name, listener) {
                super.addEventListener(name, (event) => {
                  window.told.push({ name, id: event.lastEventId, data: event.data, at: Date.now() })
                  listener(event)
                })
              }
            }
            """;

    private final BrowserContext context;
    private final Page page;
    private final URI address;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> foreign = new ArrayList<>();
    /// With their answers, as far as there are any.
    private final List<String> requests = new ArrayList<>();

    /// How wide the window is, in CSS pixels, and which colours it asks for.
    record Look(int width, int height, ColorScheme colours) {
        static final Look DESK = new Look(1280, 1000, ColorScheme.LIGHT);
        static final Look NIGHT = new Look(1280, 1000, ColorScheme.DARK);
        static final Look PHONE = new Look(390, 844, ColorScheme.LIGHT);
    }

    private Reader(BrowserContext context, String address) {
        this.context = context;
        this.page = context.newPage();
        this.address = URI.create(address);
        page.onConsoleMessage(message -> {
            if (Set.of("error", "warning").contains(message.type()) && !message.text().contains(NETWORK_CHANGED)) {
                complaints.add(message.text() + " " + message.location());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            var asked = URI.create(request.url());
            if (!"data".equals(asked.getScheme()) && !this.address.getAuthority().equals(asked.getAuthority())) {
                foreign.add(request.url());
            } else {
                requests.add(request.url());
            }
        });
        page.onResponse(response -> requests.replaceAll(
                url -> url.equals(response.url()) ? url + " (" + response.status() + ")" : url));
    }

    static Reader open(Browser browser, String address, Look look) {
        var context = browser.newContext(new Browser.NewContextOptions().setViewportSize(look.width(), look.height())
                .setColorScheme(look.colours()).setLocale("en-GB").setTimezoneId("Europe/London"));
        context.setDefaultTimeout((double) PATIENCE.toMillis());
        context.addInitScript(EAVESDROP);
        var reader = new Reader(context, address);
        await().pollInSameThread().ignoreExceptionsMatching(failure -> failure.getMessage().contains(NETWORK_CHANGED))
                .until(() -> reader.page.navigate(address).ok());
        return reader;
    }

    Page page() {
        return page;
    }

    void awaitLive() {
        try {
            page.locator("#connection[data-state=live]").waitFor();
        } catch (TimeoutError e) {
            throw new AssertionError("it is not live but says: " + page.locator("body").innerText() + " after these"
                    + " requests: " + requests + " and complaints: " + complaints, e);
        }
    }

    /// The entry whose headline holds these words, once it is there.
    Locator entry(String headline) {
        var entry = page.locator("#feed > article").filter(new Locator.FilterOptions()
                .setHas(page.locator("h3", new Page.LocatorOptions().setHasText(headline))));
        entry.waitFor();
        return entry;
    }

    void awaitGone(String headline) {
        page.locator("#feed h3", new Page.LocatorOptions().setHasText(headline)).first()
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }

    /// As they stand now, without what a correction took out; also of cards that are not in the window, which a browser
    /// does not render.
    @SuppressWarnings("unchecked") // what the script makes
    List<String> headlines() {
        return (List<String>) page
                .evaluate("[...document.querySelectorAll('#feed h3')].map((title) => [...title.childNodes]"
                        + ".filter((node) => node.nodeName !== 'DEL').map((node) => node.textContent).join(''))");
    }

    /// The entries of which the stream has told changes, as `id version`, in the order in which it did.
    @SuppressWarnings("unchecked") // what the script makes
    List<String> changesTold() {
        return (List<String>) page.evaluate("told.filter((event) => event.name === 'change')"
                + ".map((event) => JSON.parse(event.data).entry).map((entry) => `${entry.id} ${entry.version}`)");
    }

    /// When the stream has told of a new entry, and when its card appeared (0 if it never did), by the browser's clock.
    record Seen(String id, long told, long shown) {}

    @SuppressWarnings("unchecked") // what the script makes
    List<Seen> seen() {
        var changes = (List<List<Object>>) page.evaluate("told.filter((event) => event.name === 'change')"
                + ".map((event) => [JSON.parse(event.data).entry.id, event.at])"
                + ".map(([id, at]) => [id, String(at), String(cards[id] ?? 0)])");
        return changes.stream().map(each -> new Seen((String) each.get(0), Long.parseLong((String) each.get(1)),
                Long.parseLong((String) each.get(2)))).toList();
    }

    /// Until an expression is true in the page. Playwright's own way to wait would have the page evaluate a text, and its
    /// policy forbids that.
    void awaitThat(String expression) {
        await().pollInSameThread().atMost(PATIENCE)
                .until(() -> Boolean.TRUE.equals(page.evaluate(expression)));
    }

    /// Until the stream has told of so many changes.
    void awaitChanges(int count) {
        awaitThat("told.filter((event) => event.name === 'change').length >= " + count);
    }

    /// What passed between two frames each, in ms.
    @SuppressWarnings("unchecked") // what the script makes
    List<Long> frames() {
        return ((List<Integer>) page.evaluate("frames")).stream().map(Integer::longValue).toList();
    }

    /// In ms from the start of the navigation.
    long firstPaint() {
        return ((Number) page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
                .longValue();
    }

    /// When the first cards were there, in ms from the start of the navigation.
    long firstCards() {
        return ((Number) page.evaluate("Math.min(...Object.values(cards)) - performance.timeOrigin")).longValue();
    }

    /// Nothing that axe-core finds is serious.
    void assertAccessible(String state) {
        var found = new AxeBuilder(page).analyze().getViolations();
        assertThat(found.stream().filter(rule -> SERIOUS.contains(rule.getImpact()))
                .map(rule -> rule.getId() + ": " + rule.getNodes().getFirst().getHtml())).as(state).isEmpty();
    }

    void assertNoComplaint() {
        assertThat(complaints).as("errors in the console").isEmpty();
        assertThat(foreign).as("requests to others").isEmpty();
    }

    void photograph(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }

    @Override
    public void close() {
        context.close();
    }
}
