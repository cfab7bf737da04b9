/**
 * The program: reads its command line, puts the parts together, and ends with its standard input or
 * a SIGTERM. It refuses to start where programs could not be isolated.
 */
@NullMarked
package gavel.executor.app;

import org.jspecify.annotations.NullMarked;
