package io.copydesk.enrich.tagging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.copydesk.contracts.EntityType;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Writes entities of a dump as a gazetteer file that loads beside the built-in one. A name goes to the entity that comes
/// first, so hand them over by weight; what the built-in gazetteer holds stays with it.
public final class GazetteerFile {
    private static final JsonMapper JSON = new JsonMapper();
    /// A shorter name, unless all of it is capitals, is a word in too many texts.
    private static final int SHORTEST_NAME = 4;
    private static final int SHORTEST_ACRONYM = 2;

    private final Map<String, String> holders = new HashMap<>();
    private final Set<String> qids = new HashSet<>();
    private int written;
    private int dropped;

    public GazetteerFile() {
        var builtIn = BuiltIn.gazetteer();
        for (var entity : builtIn.entities()) {
            NamesOf.entity(entity).forEach(name -> holders.put(name.key(), entity.key()));
            if (entity.qid() != null) {
                qids.add(entity.qid());
            }
        }
    }

    /// @param version of the file; that of the built-in files is its own
    public void write(String version, String source, Collection<WikidataEntity> entities, PrintWriter out) {
        out.println("# Imported from a Wikidata dump; edit the import, not this file.");
        out.println("version: \"" + version + "\"");
        out.println("entities:");
        for (var entity : entities) {
            var line = line(entity, source);
            if (line.isEmpty()) {
                dropped++;
            } else {
                out.println("- " + json(line));
                written++;
            }
        }
    }

    public int written() {
        return written;
    }

    /// Entities that the built-in gazetteer has, or all of whose names others have.
    public int dropped() {
        return dropped;
    }

    private Map<String, Object> line(WikidataEntity entity, String source) {
        var names = entity.names().stream().filter(name -> isName(name, entity) && take(name, entity)).toList();
        boolean labelled = isName(entity.label(), entity) && take(entity.label(), entity);
        if (!labelled || !qids.add(entity.qid())) {
            return Map.of();
        }
        var demonyms = entity.demonyms().stream().filter(name -> isName(name, entity) && take(name, entity)).toList();
        var line = new LinkedHashMap<String, Object>();
        line.put("qid", entity.qid());
        line.put("type", entity.type().name());
        line.put("label", entity.label());
        putUnlessEmpty(line, "names", names);
        putUnlessEmpty(line, "demonyms", demonyms);
        line.put("source", source);
        return line;
    }

    private static void putUnlessEmpty(Map<String, Object> line, String field, List<String> names) {
        if (!names.isEmpty()) {
            line.put(field, names);
        }
    }

    /// Whether this can stand for the entity in a text: it has a capital, is not tiny, and is no bare first name or
    /// surname, which half the world shares.
    private static boolean isName(String name, WikidataEntity entity) {
        boolean capital = name.codePoints().anyMatch(Character::isUpperCase);
        boolean acronym = name.equals(name.toUpperCase(Locale.ROOT));
        boolean bare = entity.type() == EntityType.PERSON && name.indexOf(' ') < 0;
        return capital && !bare && name.length() >= (acronym ? SHORTEST_ACRONYM : SHORTEST_NAME)
                && name.codePoints().noneMatch(Character::isISOControl);
    }

    private boolean take(String name, WikidataEntity entity) {
        return holders.computeIfAbsent(FoldedText.fold(name), key -> entity.qid()).equals(entity.qid());
    }

    private static String json(Map<String, Object> line) {
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
