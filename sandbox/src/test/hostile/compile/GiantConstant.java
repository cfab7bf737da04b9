// expect: compilation_error (the compiler failed: exit code 1) or compilation_error (the compiler failed: exit code 3) or compilation_error (the compiler failed: exit code 4) or compilation_error (the compiler was over its memory limit) or compilation_error (the compiler was over its time limit: cpu)
public class GiantConstant {
  static final String A = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  static final String B = A + A + A + A + A + A + A + A + A + A + A + A + A + A + A + A;
  static final String C = B + B + B + B + B + B + B + B + B + B + B + B + B + B + B + B;
  static final String D = C + C + C + C + C + C + C + C + C + C + C + C + C + C + C + C;
  static final String E = D + D + D + D + D + D + D + D + D + D + D + D + D + D + D + D;
  static final String F = E + E + E + E + E + E + E + E + E + E + E + E + E + E + E + E;
  static final String G = F + F + F + F + F + F + F + F + F + F + F + F + F + F + F + F;
  public static void main(String[] args) { System.out.println(G); }
}
