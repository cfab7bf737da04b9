// expect: compilation_error (the compiler was over its time limit: cpu) or compilation_error (the compiler failed: exit code 1) or compilation_error (the compiler was over its memory limit)
constexpr int spin() {
  int sum = 0;
  for (int i = 0; i < 200000; i++) for (int j = 0; j < 200000; j++) sum ^= i * j;
  return sum;
}
constexpr int result = spin();
int main() { return result; }
