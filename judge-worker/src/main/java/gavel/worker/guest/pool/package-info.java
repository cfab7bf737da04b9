@NullMarked
package gavel.worker.guest.pool;

import org.jspecify.annotations.NullMarked;
