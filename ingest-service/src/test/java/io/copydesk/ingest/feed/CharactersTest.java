package io.copydesk.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.contracts.Observation;
import io.copydesk.ingest.UnreadableException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jspecify.annotations.Nullable;

class CharactersTest {
    private static String feed(@Nullable String declared, String title) {
        return (declared == null ? "" : "<?xml version=\"1.0\" encoding=\"" + declared + "\"?>")
                + "<rss><channel><item><title>" + title + "</title></item></channel></rss>";
    }

    private static String title(byte[] bytes, @Nullable String contentType) throws UnreadableException {
        return FeedFixtures.look(bytes, contentType).entries().stream().map(Observation::getHeadline).findFirst()
                .orElse("");
    }

    /// What it is in, the mark before it, what the declaration and the response say, and what it tells.
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"utf-8, '', -, -, Café Ærø", "utf-8, EFBBBF, iso-8859-1, -, Café Ærø",
            "utf-8, '', no-such-charset, -, Café Ærø", "utf-8, '', 'x''y', -, Café Ærø",
            "utf-8, '', iso-8859-1, -, Café Ærø",
            "utf-8, '', us-ascii, text/xml, Café Ærø", "utf-8, '', utf-16, -, Café Ærø",
            "utf-8, '', utf-8, text/xml; charset=iso-8859-1, Café Ærø", "windows-1252, '', -, -, Café “Ærø”",
            "windows-1252, '', utf-8, -, Café Ærø", "windows-1252, '', iso-8859-1, -, Café “Ærø”",
            "windows-1251, '', windows-1251, -, Привет", "koi8-r, '', -, text/xml; charset=koi8-r, Привет",
            "koi8-r, '', windows-1251, application/xml; charset=\"koi8-r\", Привет", "gb18030, '', gb2312, -, 新闻直播",
            "windows-31j, '', Shift_JIS, -, ニュース速報", "euc-kr, '', euc-kr, -, 속보 뉴스", "big5, '', big5, -, 新聞直播",
            "utf-16le, FFFE, utf-16, -, Café 新闻", "utf-16be, FEFF, -, -, Café 新闻", "utf-16le, '', utf-8, -, Café 新闻",
            "utf-16be, '', utf-16, text/xml; charset=utf-8, Café 新闻", "utf-32be, 0000FEFF, -, -, Café 新闻",
            "utf-32le, FFFE0000, utf-32, -, Café 新闻", "utf-32be, '', -, -, Café 新闻", "utf-32le, '', -, -, Café 新闻",
            "IBM037, '', IBM037, -, Cafe at sea"})
    void readsTheTitle(String in, String mark, @Nullable String declared, @Nullable String contentType, String title)
            throws Exception {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(HexFormat.of().parseHex(mark));
        bytes.writeBytes(feed(declared, title).getBytes(Charset.forName(in)));
        assertThat(title(bytes.toByteArray(), contentType)).isEqualTo(title);
    }

    @Test
    void keepsUtf8InSpiteOfATornCharacter() throws Exception {
        var feed = feed(null, "Café in Ærø, på Færøerne, så smått");
        var bytes = (feed + "<!-- \u0001 -->").getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 5] = (byte) 0xC3;
        assertThat(title(bytes, null)).isEqualTo("Café in Ærø, på Færøerne, så smått");
    }
}
