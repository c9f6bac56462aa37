package io.copydesk.runtime;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a setting is for, in words: `--help` and docs/configuration.md show it, see [Manual].
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Doc {
    /// A phrase or a few sentences, in Markdown that reads well as it stands.
    String value();

    /// What stands in the place of a default where the mapping states none: `required for the store postgres`.
    String unset() default "";

    /// Whether its value must not be shown although its name does not tell: an address that may hold a password.
    boolean secret() default false;
}
