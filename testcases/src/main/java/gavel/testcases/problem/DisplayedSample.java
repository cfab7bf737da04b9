package gavel.testcases.problem;

import java.util.Optional;

/**
 * What contestants are shown and given of a sample: 2025-09, section "Priority of test case files".
 *
 * @param name the path below {@code data/} without extension; there may be no such test case
 * @param interaction a dialogue; where it is there, nothing else is
 */
public record DisplayedSample(
    String name,
    Optional<PackageFile> input,
    Optional<PackageFile> output,
    Optional<PackageFile> downloadedInput,
    Optional<PackageFile> downloadedOutput,
    Optional<PackageFile> interaction) {}
