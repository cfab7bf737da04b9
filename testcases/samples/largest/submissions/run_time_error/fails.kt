// Run-time error.
fun main() {
    error("on purpose")
}
