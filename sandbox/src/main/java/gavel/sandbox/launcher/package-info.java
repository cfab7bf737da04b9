/**
 * The launcher program and how to talk to it.
 *
 * <p>A {@link gavel.sandbox.launcher.LauncherProcess} is the one long-lived native process of a
 * slot. {@link gavel.sandbox.launcher.LauncherFrame}s of {@code key=value} tokens go to its
 * standard input; every line of its standard output is a {@link
 * gavel.sandbox.launcher.LauncherReply}. Its theory of operation stands in {@code launcher.c}.
 * Nothing here knows what the tokens mean.
 */
@NullMarked
package gavel.sandbox.launcher;

import org.jspecify.annotations.NullMarked;
