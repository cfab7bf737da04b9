/**
 * The languages that submissions may be in: how their sources are named, compiled and run. They
 * stand in {@code languages.yaml}; nothing else in Gavel knows a language by name.
 */
@NullMarked
package gavel.model.language;

import org.jspecify.annotations.NullMarked;
