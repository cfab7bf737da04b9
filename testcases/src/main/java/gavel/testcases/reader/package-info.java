/**
 * Reads a directory into a {@link gavel.testcases.problem.ProblemPackage}: the Kattis / ICPC
 * problem package format, legacy, legacy-icpc and 2025-09; drafts are read as 2025-09.
 *
 * <p>Theory of operation. {@code PackageScan} lists the directory once, under caps on depth and
 * number, and decides there what a link may lead to; all later steps see only that listing, so
 * nothing outside the package is ever opened. Then one reader per part of the format: {@code
 * problem.yaml} first, because the version it names decides how the rest is read. None of them
 * throws for what a package contains: each reports to {@code Findings} with file, line and key and
 * goes on with what is left, so that all problems are known at once. An {@link java.io.IOException}
 * means that the disk failed.
 *
 * <p>Unknown keys are errors in 2025-09, as that format says, and warnings elsewhere: the packages
 * that exist carry keys of many tools.
 */
@NullMarked
package gavel.testcases.reader;

import org.jspecify.annotations.NullMarked;
