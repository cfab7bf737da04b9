/**
 * Where the time of a submission went, as spans of OpenTelemetry.
 *
 * <p>The context comes with the record, in the header {@code traceparent} of W3C Trace Context, and
 * goes on with the verdict's record. In between, {@link gavel.worker.trace.TracedCallback}, {@link
 * gavel.worker.trace.TracedJudging} and {@link gavel.worker.trace.TracedOutlet} stand around the
 * parts of the flow; on the thread that judges, the span of each is the current one for those
 * inside of it. Nothing of this package is loaded where no traces are wanted.
 *
 * <p>{@link gavel.worker.trace.OtlpJsonExporter} sends spans by OTLP over HTTP, in its JSON form,
 * with the JDK's client: the exporter that belongs to the SDK wants a client of its own.
 */
@NullMarked
package gavel.worker.trace;

import org.jspecify.annotations.NullMarked;
