/** How fast outputs are compared with answers. */
@NullMarked
package gavel.bench.checker;

import org.jspecify.annotations.NullMarked;
