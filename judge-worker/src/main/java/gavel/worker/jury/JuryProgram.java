package gavel.worker.jury;

/**
 * A program of the jury that is compiled.
 *
 * @param name for messages
 * @param artifact at the guest
 */
record JuryProgram(String name, String artifact, Dialect dialect) {}
