package io.copydesk.sink.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copydesk.contracts.FieldChange;
import io.copydesk.contracts.Media;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Values that are stored as JSON.
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /// `[{"url", "type", "caption"}]`
    static String media(List<Media> media) {
        return json(media.stream().map(one -> {
            var fields = new LinkedHashMap<String, String>();
            fields.put("url", one.getUrl());
            fields.put("type", one.getType().name());
            fields.put("caption", one.getCaption());
            return fields;
        }).toList());
    }

    /// `[{"field", "before", "after"}]`
    static String diff(List<FieldChange> diff) {
        return json(diff.stream().map(one -> {
            var fields = new LinkedHashMap<String, String>();
            fields.put("field", one.getField());
            fields.put("before", one.getBefore());
            fields.put("after", one.getAfter());
            return fields;
        }).toList());
    }

    private static String json(List<? extends Map<String, String>> value) {
        if (value.isEmpty()) {
            return "[]";
        }
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings make JSON", e);
        }
    }
}
