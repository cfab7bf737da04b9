package gavel.testcases.scoring;

import gavel.model.Status;
import java.util.OptionalDouble;

/**
 * What came of a group.
 *
 * @param name the path below {@code data/}, empty for the root
 * @param judged whether any of it was judged; a group that was not is not accepted
 * @param score empty in problems without scores
 */
public record GroupResult(String name, boolean judged, Status status, OptionalDouble score) {}
