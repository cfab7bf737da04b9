/**
 * Sources as they come with a request: as text, as bodies under their names, or packed in an
 * archive; afterwards they are all the same.
 *
 * <p>Theory of operation. {@link gavel.executor.intake.SourceArchive} reads an archive once, from
 * its first byte to its last, and believes nothing it says. Names are only looked at, never
 * resolved: what is unpacked stays in memory or goes, under numbers, into a fresh directory that is
 * open as a {@link gavel.sandbox.tree.BeneathDirectory}. The names are used for the first time when
 * the files are written into an empty box, by descriptors and below its root. Links, devices and
 * anything else that is no plain file or directory are refused, not skipped: whoever packed them
 * counted on them. Memory and disk are bounded by the caps whatever arrives.
 */
@NullMarked
package gavel.executor.intake;

import org.jspecify.annotations.NullMarked;
