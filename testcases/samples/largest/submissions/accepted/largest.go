// Accepted.
package main

import "fmt"

func main() {
	var n, largest, number int
	fmt.Scan(&n, &largest)
	for i := 1; i < n; i++ {
		fmt.Scan(&number)
		if number > largest {
			largest = number
		}
	}
	fmt.Println(largest)
}
