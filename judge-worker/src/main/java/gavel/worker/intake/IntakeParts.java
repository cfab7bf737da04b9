package gavel.worker.intake;

import java.util.concurrent.Executor;

/** What all consumers of an intake share. */
record IntakeParts(
    IntakeSettings settings,
    JudgeCallback callback,
    IntakeCounters counters,
    Drain drain,
    Turns turns,
    Executor judges) {}
