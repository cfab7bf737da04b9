// Run-time error.
object Throws {
  def main(args: Array[String]): Unit = throw new IllegalStateException("on purpose")
}
