// One <b>prints</b> one.
package main

import "fmt"

func main() { fmt.Println("one & only") }
