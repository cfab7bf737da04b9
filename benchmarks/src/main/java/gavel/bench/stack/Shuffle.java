package gavel.bench.stack;

import java.util.List;
import java.util.random.RandomGenerator;

/** The same order for the same seed, whatever the version of Java. */
public final class Shuffle {
  private Shuffle() {}

  /** Puts a list into another order, each as likely. */
  public static <T> void shuffle(List<T> list, RandomGenerator random) {
    for (int last = list.size() - 1; last > 0; last--) {
      int other = random.nextInt(last + 1);
      list.set(last, list.set(other, list.get(last)));
    }
  }
}
