// expect: compilation_error (the compiler failed: exit code 3) or compilation_error (the compiler failed: exit code 4) or compilation_error (the compiler was over its time limit: cpu) or compilation_error (the compiler was over its memory limit)
// Whether one type is a subtype of the other has no end: the question leads to a larger one of its kind.
interface N<Z> {}
class C<X> implements N<N<? super C<C<X>>>> {}
public class Subtyping {
  static N<? super C<Byte>> cast(C<Byte> c) { return c; }
  public static void main(String[] args) {}
}
