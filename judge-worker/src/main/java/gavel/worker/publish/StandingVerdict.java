package gavel.worker.publish;

import java.time.Instant;

/** A verdict that is on its topic already: where, since when, and what it says. */
public record StandingVerdict<T>(Position position, Instant timestamp, T verdict) {}
