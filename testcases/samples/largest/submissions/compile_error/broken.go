// Compilation error.
package main

func main() {
	unused := 1
}
