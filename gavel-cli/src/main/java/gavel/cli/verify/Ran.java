package gavel.cli.verify;

/** What came of trying to judge a submission. */
public sealed interface Ran permits JuryRun, Skip {}
