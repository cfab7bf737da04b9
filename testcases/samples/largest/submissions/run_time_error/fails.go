// Run-time error.
package main

func main() {
	panic("on purpose")
}
