// Security violation: a child asks for a user namespace; the whole run ends with it.
public class Unshare {
  public static void main(String[] args) throws Exception {
    Process child = new ProcessBuilder("unshare", "-U", "true").start();
    System.out.println(child.waitFor() == 0 ? "allowed" : "refused");
  }
}
