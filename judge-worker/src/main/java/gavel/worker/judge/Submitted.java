package gavel.worker.judge;

import gavel.testcases.problem.ProblemPackage;

/**
 * A submission that is compiled.
 *
 * @param artifact at the guest
 */
record Submitted(String artifact, ProblemPackage problem, JudgeLimits limits) {}
