package gavel.executor.interact;

import gavel.executor.run.RunJob;
import gavel.model.ByteSize;
import java.util.Optional;

/**
 * Two programs that are to talk to each other.
 *
 * @param contestant reads and writes nothing but the conversation
 * @param interactor the same, of the jury's
 * @param transcript how much of it is kept
 */
public record InteractJob(RunJob contestant, RunJob interactor, Optional<ByteSize> transcript) {}
