/**
 * The worker program.
 *
 * <p>{@link gavel.worker.app.Main} reads the configuration, which {@link
 * gavel.worker.app.WorkerConfigReader} checks as a whole, and lets {@link gavel.worker.app.Wiring}
 * put the parts together: guests, the self-test (a language whose probe program does not work is a
 * reason not to start), the topics, the follower of the verdicts, publishers, and last the intake.
 * Then it says {@code ready worker=NAME slots=N} on standard output. It ends on SIGTERM, with
 * {@code --until-stdin-ends} also when its standard input does, or when a part of it fails beyond
 * repair; judgements in hand get a grace period, and what is not done by then is released. Files
 * that change meanwhile, and SIGHUP, give it other languages and limits ({@link
 * gavel.worker.app.LiveRules}).
 *
 * <p>{@link gavel.worker.app.VerdictFollower} reads the verdicts of all workers as they come into a
 * {@link gavel.worker.app.VerdictIndex}, so that a submission that was sent twice, or another under
 * the same id, is known without asking the broker.
 */
@NullMarked
package gavel.worker.app;

import org.jspecify.annotations.NullMarked;
