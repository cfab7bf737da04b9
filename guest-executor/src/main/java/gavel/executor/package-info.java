/** The agent inside the guest: listens, compiles, runs, streams. */
@NullMarked
package gavel.executor;

import org.jspecify.annotations.NullMarked;
