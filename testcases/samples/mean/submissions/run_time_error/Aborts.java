// Run-time error by signal: the virtual machine is sent SIGABRT.
public class Aborts {
  public static void main(String[] args) throws Exception {
    String pid = Long.toString(ProcessHandle.current().pid());
    new ProcessBuilder("sh", "-c", "kill -ABRT " + pid).start().waitFor();
    Thread.sleep(60_000);
  }
}
