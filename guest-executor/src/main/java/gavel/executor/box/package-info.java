/**
 * Working directories of runs that have more in them than their artifact, or may be written. Such a
 * directory is a file system of the run's own: the artifact is copied into it, never shown itself,
 * and files are put beside what it has.
 */
@NullMarked
package gavel.executor.box;

import org.jspecify.annotations.NullMarked;
