/** JMH benchmarks of single parts, each in a JVM of its own. */
@NullMarked
package gavel.bench.micro;

import org.jspecify.annotations.NullMarked;
