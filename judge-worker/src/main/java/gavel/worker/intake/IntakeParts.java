package gavel.worker.intake;

/** What all consumers of an intake share. */
record IntakeParts(
    IntakeSettings settings,
    JudgeCallback callback,
    IntakeCounters counters,
    Drain drain,
    Turns turns) {}
