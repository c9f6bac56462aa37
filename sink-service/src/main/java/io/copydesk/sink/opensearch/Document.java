package io.copydesk.sink.opensearch;

import com.fasterxml.jackson.core.JsonFactory;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.StoryLink;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.opensearch.client.json.JsonpMapper;
import org.opensearch.client.json.JsonpSerializable;
import org.opensearch.client.json.jackson.JacksonJsonpGenerator;

/// What an index holds of one record, as JSON: made once, so that its size is known before it is put into a request.
record Document(String json) implements JsonpSerializable {
    private static final JsonFactory JSON = new JsonFactory();

    static Document of(Entry entry) {
        return written(json -> Fields.write(entry, json));
    }

    static Document of(StoryLink link) {
        return written(json -> Fields.write(link, json));
    }

    int bytes() {
        return json.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public void serialize(JsonGenerator generator, JsonpMapper mapper) {
        try {
            ((JacksonJsonpGenerator) generator).jacksonGenerator().writeRawValue(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Document written(Content content) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            content.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Document(text.toString());
    }

    private interface Content {
        void write(com.fasterxml.jackson.core.JsonGenerator json) throws IOException;
    }
}
