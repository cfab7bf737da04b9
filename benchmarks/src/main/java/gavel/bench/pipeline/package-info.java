/**
 * What the pipeline costs beyond the runs themselves, from a submission on its topic to the verdict
 * on its: with broker, executor and worker as processes of their own on the same machine, and this
 * program as their client there, too.
 *
 * <p>{@link gavel.bench.pipeline.PipelineBench} measures one submission at a time ({@link
 * gavel.bench.pipeline.OneByOne}), a backlog of them ({@link gavel.bench.pipeline.Backlog}) and
 * short ones among long ones ({@link gavel.bench.pipeline.SkewedMix}); {@link
 * gavel.bench.pipeline.QueuedBench} has many wait before there is a worker.
 */
@NullMarked
package gavel.bench.pipeline;

import org.jspecify.annotations.NullMarked;
