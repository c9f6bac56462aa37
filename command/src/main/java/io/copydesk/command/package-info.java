/// The `copydesk` program: what people type. Its subcommands say what they did on standard output, what went wrong on
/// standard error, and end with an exit code of [ExitCode].
@NullMarked
package io.copydesk.command;

import org.jspecify.annotations.NullMarked;
