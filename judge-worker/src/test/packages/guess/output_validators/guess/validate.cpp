// Knows a number and answers ten questions.
#include <bits/stdc++.h>
using namespace std;

int main(int, char **argv) {
  ifstream input(argv[1]);
  ofstream judge(string(argv[3]) + "judgemessage.txt");
  long number, guess;
  input >> number;
  for (int i = 0; i < 10; i++) {
    if (!(cin >> guess)) {
      judge << "no guess" << endl;
      return 43;
    }
    if (guess == number) {
      cout << "correct" << endl;
      return 42;
    }
    cout << (guess < number ? "higher" : "lower") << endl;
  }
  judge << "too many" << endl;
  return 43;
}
