// Accepted.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

class Largest {
  static void Main() {
    Console.ReadLine();
    List<BigInteger> numbers = Console.ReadLine().Split(' ').Select(BigInteger.Parse).ToList();
    Console.WriteLine(numbers.Max());
  }
}
