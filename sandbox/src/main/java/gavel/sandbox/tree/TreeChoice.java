package gavel.sandbox.tree;

import gavel.sandbox.libc.RelativePath;

/** What a search does with a path that it comes to. */
@FunctionalInterface
public interface TreeChoice {
  /** One of three. */
  enum Choice {
    /** It is wanted. */
    TAKE,
    /** It is not wanted, nor is anything below it. */
    SKIP,
    /** It would be wanted and cannot be taken, so that the search is not complete. */
    LEAVE_OUT
  }

  /** Chooses. */
  Choice choose(RelativePath path);
}
