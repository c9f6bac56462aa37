package io.copydesk.schemas.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.schemas.Topic;
import io.copydesk.schemas.Topics;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BreaksTest {
    private static final String CONTRACT = """
            {"type": "record", "namespace": "desk", "name": "Note", "fields": [
              {"name": "id", "type": "string"},
              {"name": "text", "type": "string", "default": ""},
              {"name": "count", "type": "int", "default": 0},
              {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}, "default": 0},
              {"name": "kind", "type": {"type": "enum", "name": "Kind", "symbols": ["UNKNOWN", "A", "B"], "default": "UNKNOWN"}, "default": "UNKNOWN"},
              {"name": "inner", "type": ["null", {"type": "record", "name": "Inner", "fields": [{"name": "n", "type": "int", "default": 0}]}], "default": null},
              {"name": "tags", "type": {"type": "array", "items": "string"}, "default": []},
              {"name": "more", "type": {"type": "map", "values": "string"}, "default": {}},
              {"name": "hash", "type": {"type": "fixed", "name": "Hash", "size": 1}, "default": "0"}
            ]}""";

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            {"name": "text", "type": "string", "default": ""},          |                                                   | text is gone
            {"name": "id", "type": "string"},                           |                                                   | id is gone
            {"name": "n", "type": "int", "default": 0}                  |                                                   | inner.n is gone
            "name": "text"                                              | "name": "words"                                   | text is gone
            "name": "id", "type": "string"                              | "name": "id", "type": "bytes"                     | id is bytes and was string
            "count", "type": "int"                                      | "count", "type": "long"                           | count is long and was int
            "n", "type": "int"                                          | "n", "type": "double"                             | inner.n is double and was int
            "items": "string"                                           | "items": "long"                                   | tags[] is long and was string
            "values": "string"                                          | "values": "bytes"                                 | more{} is bytes and was string
            ["null", {                                                  | ["null", "int", {                                 | inner is null or int or Inner and was null or Inner
            "id", "type": "string"                                      | "id", "type": ["string", "null"]                  | id is string or null and was string
            {"name": "id", "type": "string"},                           | {"name": "id", "type": "string"}, {"name": "bare", "type": "int"}, | bare is new and has no default
            {"name": "n",                                               | {"name": "bare", "type": "int"}, {"name": "n",    | inner.bare is new and has no default
            "A", "B"                                                    | "A"                                               | kind has lost the symbol B of Kind
            "A", "B"                                                    | "A", "C"                                          | kind has lost the symbol B of Kind
            "B"], "default": "UNKNOWN"                                  | "B"], "default": "A"                              | kind reads unknown symbols of Kind as A and read them as UNKNOWN
            "B"], "default": "UNKNOWN"                                  | "B"]                                              | kind reads unknown symbols of Kind as null
            "name": "Note"                                              | "name": "Memo"                                    | the record is called desk.Memo and was desk.Note
            "namespace": "desk"                                         | "namespace": "office"                             | the record is called office.Note and was desk.Note
            "name": "Inner"                                             | "name": "Outer"                                   | inner is called desk.Outer and was desk.Inner
            "name": "Kind"                                              | "name": "Sort"                                    | kind is called desk.Sort and was desk.Kind
            timestamp-millis                                            | timestamp-micros                                  | at is {logicalType=timestamp-micros} and was {logicalType=timestamp-millis}
            , "logicalType": "timestamp-millis"                         |                                                   | at is none and was {logicalType=timestamp-millis}
            "string", "default": ""                                     | "string", "default": "-"                          | text has the default - and had
            "string", "default": ""                                     | "string"                                          | text has the default none and had
            "n", "type": "int", "default": 0                            | "n", "type": "int", "default": 1                  | inner.n has the default 1 and had 0
            "size": 1}, "default": "0"                                  | "size": 2}, "default": "00"                       | hash is 2 bytes long and was 1
            """)
    void namesTheFieldThatAnEditWouldBreak(String was, String is, String told) {
        var edited = CONTRACT.replace(was, is == null ? "" : is);

        assertThat(edited).isNotEqualTo(CONTRACT);
        assertThat(Breaks.between(parsed(CONTRACT), parsed(edited))).first().asString().startsWith(told);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            {"name": "id",          | {"name": "added", "type": ["null", "string"], "default": null}, {"name": "id",
            {"name": "n",           | {"name": "added", "type": "string", "default": ""}, {"name": "n",
            "A", "B"                | "A", "B", "C"
            "A", "B"                | "B", "A"
            "name": "text",         | "name": "text", "doc": "Words.",
            "name": "text",         | "name": "text", "aliases": ["words"],
            """)
    void letsAContractGrow(String was, String is) {
        var edited = CONTRACT.replace(was, is);

        assertThat(edited).isNotEqualTo(CONTRACT);
        assertThat(Breaks.between(parsed(CONTRACT), parsed(edited))).isEmpty();
    }

    static Stream<Topic<?>> contracts() {
        return Topics.CONTRACTED.stream();
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void letsNoFieldOrSymbolOfAContractGoUnnoticed(Topic<?> topic) {
        var members = Members.of(topic.schema()).stream().filter(member -> !member.endsWith(".UNKNOWN")).toList();

        assertThat(members).isNotEmpty().allSatisfy(member -> {
            var name = member.substring(member.indexOf('.') + 1);
            assertThat(Breaks.between(topic.schema(), Members.without(member, topic.schema()))).singleElement()
                    .asString().containsAnyOf(name + " is gone: put it back", "has lost the symbol " + name + " of ");
        });
    }

    @Test
    void isStricterThanAvroWhoseCheckLetsAFieldAndASymbolGo() {
        var without = parsed(CONTRACT.replace("{\"name\": \"text\", \"type\": \"string\", \"default\": \"\"},", "")
                .replace("\"A\", \"B\"", "\"A\""));

        assertThat(SchemaCompatibility.checkReaderWriterCompatibility(without, parsed(CONTRACT)).getType())
                .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        assertThat(SchemaCompatibility.checkReaderWriterCompatibility(parsed(CONTRACT), without).getType())
                .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        assertThat(Breaks.between(parsed(CONTRACT), without)).hasSize(2);
    }

    private static Schema parsed(String contract) {
        return new Schema.Parser().parse(contract);
    }
}
