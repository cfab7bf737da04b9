/**
 * What a worker measures and counts, for Prometheus.
 *
 * <p>{@link gavel.worker.metrics.WorkerMetrics} owns the registry and all names. Nothing that
 * judges knows of it: {@link gavel.worker.metrics.MeasuredJudging}, {@link
 * gavel.worker.metrics.MeasuredOutlet} and {@link gavel.worker.metrics.MeasuredCallback} stand
 * around the parts of the flow and measure what goes in and comes out, and what parts count
 * themselves is read when somebody asks.
 *
 * <p>Every label has few values, whatever is submitted: languages are those of the worker's
 * definitions, and any other is {@code other}; verdicts, reasons and faults are enumerations.
 * Problems, users and submissions are never labels.
 */
@NullMarked
package gavel.worker.metrics;

import org.jspecify.annotations.NullMarked;
