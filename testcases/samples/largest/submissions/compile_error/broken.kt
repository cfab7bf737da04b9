// Compilation error.
fun main() {
    val number: Int = "text"
}
