/** How this executor, its toolchains and its machine are, for whoever asks over the wire. */
@NullMarked
package gavel.executor.report;

import org.jspecify.annotations.NullMarked;
