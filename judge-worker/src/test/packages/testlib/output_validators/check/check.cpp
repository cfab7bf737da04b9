// Called as testlib calls a checker: input, output, answer.
#include "testlib.h"

int main(int, char **argv) {
  std::ifstream input(argv[1]), output(argv[2]);
  long number, divisor;
  input >> number;
  if (!(output >> divisor)) {
    return 8;
  }
  if (divisor < 2 || number % divisor) {
    std::cerr << "wrong answer not a divisor" << std::endl;
    return 1;
  }
  return OK_EXIT_CODE;
}
