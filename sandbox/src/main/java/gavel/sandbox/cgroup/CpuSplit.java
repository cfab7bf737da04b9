package gavel.sandbox.cgroup;

import java.math.BigInteger;
import java.time.Duration;

/** Divides exact CPU time in the proportion that the kernel's sampling found. */
final class CpuSplit {
  private CpuSplit() {}

  /** The user part of the total; all of it when no tick hit the program. */
  static Duration user(Duration total, long userSamples, long systemSamples) {
    BigInteger user = BigInteger.valueOf(userSamples);
    BigInteger all = user.add(BigInteger.valueOf(systemSamples));
    if (all.signum() == 0) {
      return total;
    }
    BigInteger nanos = BigInteger.valueOf(total.toNanos());
    return Duration.ofNanos(nanos.multiply(user).divide(all).longValueExact());
  }
}
