package gavel.worker.judge;

/** Which test cases are run. */
public enum JudgePolicy {
  /** In data order up to the first that fails: it decides the verdict. */
  STOP_AT_FIRST_FAILURE,
  /** All of them, for reports; the verdict is the same. */
  RUN_ALL
}
