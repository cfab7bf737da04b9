package gavel.cli.verify;

import java.time.Duration;

/**
 * A submission that was tried.
 *
 * @param under the time limit that it ran under
 * @param alone whether nothing else ran meanwhile
 */
record Trial(Candidate candidate, Ran ran, Duration under, boolean alone) {}
