package gavel.worker.app;

import java.lang.reflect.Proxy;

/**
 * Signals as something other than the end of the JVM. There is no supported way; {@code
 * sun.misc.Signal} of the module {@code jdk.unsupported} is what every JDK has, and is reached by
 * its name because the compiler does not let it be used.
 */
final class Signals {
  private Signals() {}

  /**
   * Runs something each time that a signal arrives, on a thread of its own each time, in the place
   * of what happens otherwise.
   *
   * @param name without SIG, as {@code TERM}
   */
  static void onEach(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (_, method, _) -> {
                if (method.getName().equals("handle")) {
                  action.run();
                }
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (ReflectiveOperationException unsupported) {
      throw new IllegalStateException("This JVM cannot handle SIG" + name, unsupported);
    }
  }
}
