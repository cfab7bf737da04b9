/** What a bench is, and what it reports. */
@NullMarked
package gavel.bench.report;

import org.jspecify.annotations.NullMarked;
