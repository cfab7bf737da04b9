package gavel.cli.verify;

/** A submission of the jury that can be judged, or why it cannot. */
public sealed interface Prepared permits Candidate, Skip {}
