// Accepts any divisor but 1.
#include <bits/stdc++.h>
using namespace std;

int main(int, char **argv) {
  ifstream input(argv[1]);
  string feedback = argv[3];
  assert(feedback.back() == '/');
  long number, divisor;
  input >> number;
  ofstream judge(feedback + "judgemessage.txt");
  if (!(cin >> divisor) || divisor <= 1 || number % divisor) {
    judge << "no divisor of " << number << endl;
    ofstream(feedback + "teammessage.txt") << "try again" << endl;
    return 43;
  }
  judge << "fine" << endl;
  return 42;
}
