/**
 * What it costs two programs that talk to each other that they do so in sandboxes: the same two,
 * joined by two pipes, with nothing around them.
 */
@NullMarked
package gavel.bench.interact;

import org.jspecify.annotations.NullMarked;
