package io.copydesk.runtime;

import static java.util.stream.Collectors.joining;

import io.smallrye.config.ConfigMappingInterface.Property;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One setting of a mapping interface.
///
/// @param property as SmallRye names it: `copydesk.batch-size`
/// @param expected what it should hold, in words
/// @param secret whether its value must not be shown: by its name, or a URI, which may hold a password, or
/// because its [Doc] says so
/// @param unset what holds without it, in words
/// @param meaning what it is for; empty when its interface does not say
record Setting(String property, String expected, boolean secret, String unset, String meaning) {
    private static final Pattern SECRETIVE = Pattern.compile(".*(PASSWORD|SECRET|TOKEN|KEY|CREDENTIALS?)S?");

    static final String TEXT = "a text";

    static Setting of(String name, Property property) {
        var method = property.getMethod();
        var stated = Optional.ofNullable(method.getAnnotation(Expected.class)).map(Expected::value);
        var type = method.getGenericReturnType();
        var doc = Optional.ofNullable(method.getAnnotation(Doc.class));
        return new Setting(name, stated.orElseGet(() -> inWords(type)),
                type.getTypeName().contains(URI.class.getName())
                        || SECRETIVE.matcher(Environment.variable(name)).matches()
                        || doc.map(Doc::secret).orElse(false),
                doc.map(Doc::unset).filter(unset -> !unset.isEmpty()).orElseGet(() -> unset(property)),
                doc.map(Doc::value).orElse(""));
    }

    private static String unset(Property property) {
        if (property.hasDefaultValue()) {
            return "`" + property.getDefaultValue() + "`";
        }
        var type = property.getMethod().getReturnType();
        boolean mayBeAbsent = type == Optional.class || type == OptionalInt.class || type == OptionalLong.class
                || type == Map.class;
        return mayBeAbsent ? "none" : "required";
    }

    /// For people; one of a map's settings as `COPYDESK_PUSH_KEYS_<NAME>_TOKEN`.
    Manual.Described described() {
        var variable = Arrays.stream(property.split("\\*", -1)).map(Environment::variable).collect(joining("<NAME>"));
        return new Manual.Described(variable, expected, unset, secret, meaning);
    }

    String explain(@Nullable String value) {
        var variable = Environment.variable(property);
        if (value == null) {
            return variable + " is required: " + expected;
        }
        return variable + " must be " + expected + (secret ? "" : ", not '" + value + "'");
    }

    private static String inWords(Type type) {
        return switch (type) {
            case ParameterizedType generic when generic.getRawType() instanceof Class<?> raw
                    && Collection.class.isAssignableFrom(raw) ->
                "a list, separated by commas, each " + inWords(generic.getActualTypeArguments()[0]);
            case ParameterizedType generic -> inWords(generic.getActualTypeArguments()[0]);
            case Class<?> plain -> inWords(plain);
            default -> "a value";
        };
    }

    private static String inWords(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + String.join(", ", Arrays.stream(type.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-')).toList());
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class
                || type == OptionalInt.class || type == OptionalLong.class) {
            return "a whole number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == Duration.class) {
            return "a duration such as 500ms, 30s, 5m, 1h or 7d";
        }
        if (type == double.class || type == Double.class) {
            return "a number";
        }
        return type == URI.class ? "a URI" : type == Path.class ? "a path" : TEXT;
    }
}
