// Accepted.
import scala.io.StdIn

object Largest extends App {
  StdIn.readLine()
  println(StdIn.readLine().split(" ").map(_.toInt).max)
}
