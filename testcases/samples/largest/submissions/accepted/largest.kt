// Accepted.
package a.b

fun main() {
    readLine()
    println(readLine()!!.split(" ").map { it.toInt() }.max())
}
